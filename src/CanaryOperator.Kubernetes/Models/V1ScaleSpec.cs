namespace CanaryOperator.Kubernetes.Models;

/// <summary>Replicas wanted.</summary>
public sealed record V1ScaleSpec
{
    public int? Replicas { get; init; }
}
