using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>Knative sends requests to one port of one container.</summary>
internal static class PortRules
{
    private const int HighestPort = 65535;

    /// <summary>Of the proxy that Knative puts beside the containers.</summary>
    private static readonly long[] OfKnative = [8008, 8012, 8013, 8022, 8112, 9090, 9091];

    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        var ports = component.Servers.Concat(component.Containers).SelectMany(container => container["ports"].Items).ToList();
        return [.. Count(component, ports), .. ports.SelectMany(Port)];
    }

    private static IEnumerable<FieldError> Count(ComponentFields component, List<Field> ports)
    {
        if (ports.Count == 0 && component.Servers.Count == 0 && component.Containers.Count > 1)
        {
            yield return new(
                component["containers"].Path,
                null,
                "must have one port among them; it gets the requests: set ports with one containerPort in one of them.");
        }

        foreach (var port in ports.Skip(1))
        {
            yield return port["containerPort"].Error($"is one port too many: Knative allows one in a pod, and {ports[0].Path} is one.");
        }
    }

    private static IEnumerable<FieldError> Port(Field port)
    {
        var number = port["containerPort"];
        if (number.Number is not { } value || value is < 1 or > HighestPort)
        {
            yield return number.Error($"must be a whole number from 1 to {HighestPort}.");
        }
        else if (OfKnative.Contains(value))
        {
            yield return number.Error($"is used by Knative itself: choose a port other than {string.Join(", ", OfKnative)}.");
        }

        var name = port["name"];
        if (name.IsPresent && name.Text is not ("" or "http1" or "h2c"))
        {
            yield return name.Error("must be http1, h2c (for gRPC), or left out.");
        }

        var protocol = port["protocol"];
        if (protocol.IsPresent && protocol.Text is not ("" or "TCP"))
        {
            yield return protocol.Error("must be TCP, or left out.");
        }

        foreach (var field in new[] { port["hostIP"], port["hostPort"] }.Where(field => field.IsSet))
        {
            yield return field.Error("is not allowed by Knative: remove it.");
        }
    }
}
