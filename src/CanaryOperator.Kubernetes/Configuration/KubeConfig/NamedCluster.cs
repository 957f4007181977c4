using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

internal sealed record NamedCluster : INamedEntry<ClusterEntry>
{
    public string? Name { get; init; }

    [JsonPropertyName("cluster")]
    public ClusterEntry? Entry { get; init; }
}
