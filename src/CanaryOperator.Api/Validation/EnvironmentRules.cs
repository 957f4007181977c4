using System.Text.Json;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>Environment variables of containers.</summary>
internal static class EnvironmentRules
{
    private static readonly string[] OfKnative = ["PORT", "K_SERVICE", "K_CONFIGURATION", "K_REVISION"];

    public static IEnumerable<FieldError> Errors(Field container)
    {
        foreach (var variable in container["env"].Items.Where(item => item.Kind == JsonValueKind.Object))
        {
            var name = variable["name"];
            if (!name.IsSet || name.Text is null)
            {
                yield return name.Error("must be the name of an environment variable.");
            }

            if (name.Text is { } reserved && OfKnative.Contains(reserved))
            {
                yield return name.Error("is set by Knative: remove it.");
            }

            // It would decide which code the server loads.
            if (name.Text == "PYTHONPATH")
            {
                yield return name.Error("is not allowed: put the code where Python finds it when the image is built.");
            }

            foreach (var error in ContainerShapeRules.Must(variable["value"], JsonValueKind.String, "a string; put it into quotes"))
            {
                yield return error;
            }
        }
    }

    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        if (component.Type != ComponentType.Predictor)
        {
            yield break;
        }

        var protocol = component.MainContainer is { } main ? Value(main, "PROTOCOL") : null;
        if (protocol is { Text: not (null or "v1" or "v2") } field)
        {
            yield return field.Error("must be v1 or v2.");
        }

        foreach (var container in component.Containers.Where(container => container["name"].Text == "transformer-container"))
        {
            if (Value(container, WellKnown.StorageUriVariable) is { } uri)
            {
                yield return uri.Error($"is not allowed in transformer-container: the model is fetched for {WellKnown.MainContainerName}.");
            }
        }
    }

    private static Field? Value(Field container, string name) =>
        container["env"].Items.Where(variable => variable["name"].Text == name)
            .Select(variable => (Field?)variable["value"])
            .FirstOrDefault();
}
