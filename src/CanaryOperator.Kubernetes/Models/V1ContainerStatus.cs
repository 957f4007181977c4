namespace CanaryOperator.Kubernetes.Models;

/// <summary>How one container of a pod fares.</summary>
public sealed record V1ContainerStatus
{
    public string? Name { get; init; }

    public bool Ready { get; init; }

    public int RestartCount { get; init; }

    public V1ContainerState? State { get; init; }

    /// <summary>How the last run before this one ended.</summary>
    public V1ContainerState? LastState { get; init; }
}
