using System.Text.Json;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>
/// Kinds of JSON in containers. The schema leaves containers open, so that nothing of them is lost; Knative refuses a Service with, for
/// example, a number where a string belongs, without saying whose mistake it was.
/// </summary>
internal static class ContainerShapeRules
{
    private static readonly string[] Texts =
        ["image", "imagePullPolicy", "terminationMessagePath", "terminationMessagePolicy", "workingDir"];

    private static readonly string[] TextLists = ["args", "command"];
    private static readonly string[] Objects = ["livenessProbe", "readinessProbe", "startupProbe", "resources", "securityContext"];
    private static readonly string[] ObjectLists = ["env", "envFrom", "ports", "volumeMounts"];

    public static IEnumerable<FieldError> Errors(Field container)
    {
        if (container.Kind != JsonValueKind.Object)
        {
            return [container.Error("must be a container, with a name and an image.")];
        }

        return
        [
            .. Texts.SelectMany(name => Must(container[name], JsonValueKind.String, "a string; put it into quotes")),
            .. Objects.SelectMany(name => Must(container[name], JsonValueKind.Object, "an object")),
            .. TextLists.SelectMany(name => MustList(container[name], JsonValueKind.String, "a string; put it into quotes")),
            .. ObjectLists.SelectMany(name => MustList(container[name], JsonValueKind.Object, "an object")),
        ];
    }

    public static IEnumerable<FieldError> Must(Field field, JsonValueKind kind, string article)
    {
        if (field.IsPresent && field.Kind != kind)
        {
            yield return field.Error($"must be {article}.");
        }
    }

    private static IEnumerable<FieldError> MustList(Field field, JsonValueKind kind, string article) =>
    [
        .. Must(field, JsonValueKind.Array, "a list"),
        .. field.Items.Where(item => item.Kind != kind).Select(item => item.Error($"must be {article}.")),
    ];
}
