namespace CanaryOperator.Kubernetes.Models;

/// <summary>core/v1 Pod, as far as it tells how its containers fare.</summary>
public sealed record V1Pod : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public V1PodStatus? Status { get; init; }
}
