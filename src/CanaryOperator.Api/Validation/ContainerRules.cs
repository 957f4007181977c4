using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>What Knative does not allow in a container, and what no container can do without.</summary>
internal static class ContainerRules
{
    private static readonly string[] NeverAllowed =
        ["lifecycle", "stdin", "stdinOnce", "tty", "volumeDevices", "resizePolicy", "restartPolicy", "restartPolicyRules"];

    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] ProbeHandlers = ["httpGet", "tcpSocket", "exec", "grpc"];

    public static IEnumerable<FieldError> Errors(ComponentFields component) =>
    [
        .. component.AllContainers.SelectMany(container => (IEnumerable<FieldError>)
        [
            .. ContainerShapeRules.Errors(container),
            .. Name(container),
            .. Image(container),
            .. Disallowed(container),
            .. Policies(container),
            .. EnvironmentRules.Errors(container),
            .. ResourceRules.Errors(container),
        ]),
        .. UniqueNames(component),
        .. ImagesOfOwn(component),
        .. EnvironmentRules.Errors(component),
        .. PortRules.Errors(component),
        .. VolumeRules.Errors(component),
    ];

    private static IEnumerable<FieldError> Name(Field container)
    {
        if (container["name"] is not { IsSet: true, Text: { } name } field)
        {
            yield break;
        }

        if (!DnsNames.IsLabel(name))
        {
            yield return field.Error(
                $"must consist of at most {DnsNames.LabelLength} lower-case letters, digits and '-', with a letter or digit at both ends.");
        }
        else if (name == "queue-proxy")
        {
            yield return field.Error("is the name of Knative's own container: choose another.");
        }
    }

    private static IEnumerable<FieldError> UniqueNames(ComponentFields component) =>
        component.Containers.Concat(component.InitContainers)
            .Select(container => container["name"])
            .Where(name => name.IsSet)
            .GroupBy(name => name.Text)
            .SelectMany(group => group.Skip(1).Select(name => name.Error($"is also {group.First().Path}: names are unique in a pod.")));

    private static IEnumerable<FieldError> Image(Field container)
    {
        // A placeholder gets its value only while rendering.
        if (container["image"] is { IsSet: true, Text: { } image } field
            && !image.Contains("{{", StringComparison.Ordinal)
            && !ImageName.IsValid(image))
        {
            yield return field.Error("must be an image like registry/repository:tag or registry/repository@sha256:digest.");
        }
    }

    /// <summary>Beside a model, the runtime may have the image of a container of the same name; init containers are not merged.</summary>
    private static IEnumerable<FieldError> ImagesOfOwn(ComponentFields component) =>
    [
        .. component.Containers.Where(container => component.Servers.Count == 0 || !container["name"].IsSet)
            .Concat(component.InitContainers)
            .Where(container => !container["image"].IsSet)
            .Select(container => container["image"].Error("is missing: say which image the container runs.")),
    ];

    private static IEnumerable<FieldError> Disallowed(Field container) =>
    [
        .. NeverAllowed.Select(name => container[name])
            .Where(field => field.IsSet)
            .Select(field => field.Error("is not allowed by Knative: remove it.")),
        .. Probes.Select(name => container[name])
            .Where(probe => ProbeHandlers.Count(handler => probe[handler].IsPresent) > 1)
            .Select(probe => probe.Error($"must have one of {string.Join(", ", ProbeHandlers)}.")),
    ];

    private static IEnumerable<FieldError> Policies(Field container)
    {
        var pull = container["imagePullPolicy"];
        if (pull.IsSet && pull.Text is not (null or "Always" or "IfNotPresent" or "Never"))
        {
            yield return pull.Error("must be Always, IfNotPresent or Never.");
        }

        var message = container["terminationMessagePolicy"];
        if (message.IsSet && message.Text is not (null or "File" or "FallbackToLogsOnError"))
        {
            yield return message.Error("must be File or FallbackToLogsOnError.");
        }
    }
}
