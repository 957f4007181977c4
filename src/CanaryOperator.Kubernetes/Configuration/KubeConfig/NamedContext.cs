using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

internal sealed record NamedContext : INamedEntry<ContextEntry>
{
    public string? Name { get; init; }

    [JsonPropertyName("context")]
    public ContextEntry? Entry { get; init; }
}
