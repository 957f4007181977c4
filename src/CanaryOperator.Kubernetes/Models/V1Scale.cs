namespace CanaryOperator.Kubernetes.Models;

/// <summary>autoscaling/v1 Scale: the replica count of anything that has a <c>/scale</c> subresource.</summary>
public sealed record V1Scale : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public V1ScaleSpec? Spec { get; init; }

    public V1ScaleStatus? Status { get; init; }
}
