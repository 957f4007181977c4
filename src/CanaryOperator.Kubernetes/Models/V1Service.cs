using System.Text.Json;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>core/v1 Service: a name for pods, or for another name.</summary>
public sealed record V1Service : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public V1ServiceSpec? Spec { get; init; }

    public JsonElement? Status { get; init; }
}
