namespace CanaryOperator.Kubernetes.Models;

/// <summary>coordination.k8s.io/v1 Lease: who leads, and until when.</summary>
public sealed record V1Lease : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public V1LeaseSpec? Spec { get; init; }
}
