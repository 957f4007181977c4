namespace CanaryOperator.Kubernetes.Models;

/// <summary>How a container ended.</summary>
public sealed record V1ContainerStateTerminated
{
    public int ExitCode { get; init; }

    /// <summary>For example <c>Completed</c>, <c>Error</c> or <c>OOMKilled</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>What it left as its termination message, or the end of its log.</summary>
    public string? Message { get; init; }
}
