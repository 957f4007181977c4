using System.Text.Json;

namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

internal sealed record NamedExtension
{
    public string? Name { get; init; }

    public JsonElement? Extension { get; init; }
}
