namespace CanaryOperator.Kubernetes.Models;

/// <summary>Replicas there are, and the label selector that finds their pods.</summary>
public sealed record V1ScaleStatus
{
    public int? Replicas { get; init; }

    public string? Selector { get; init; }
}
