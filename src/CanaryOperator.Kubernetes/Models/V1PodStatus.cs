namespace CanaryOperator.Kubernetes.Models;

/// <summary>How a <see cref="V1Pod"/> fares.</summary>
public sealed record V1PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; init; }

    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    public IReadOnlyList<V1ContainerStatus>? InitContainerStatuses { get; init; }

    public IReadOnlyList<V1ContainerStatus>? ContainerStatuses { get; init; }
}
