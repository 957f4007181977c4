namespace CanaryOperator.Kubernetes.Models;

/// <summary>Why a container does not run yet, or not again.</summary>
public sealed record V1ContainerStateWaiting
{
    /// <summary>For example <c>CrashLoopBackOff</c> or <c>ImagePullBackOff</c>.</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }
}
