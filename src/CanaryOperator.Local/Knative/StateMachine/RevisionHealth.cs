namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>How the workload of a Revision fares.</summary>
internal sealed record RevisionHealth
{
    private const string ContainerHealthy = nameof(ContainerHealthy);
    private const string ResourcesAvailable = nameof(ResourcesAvailable);

    private RevisionHealth()
    {
    }

    /// <summary>It serves.</summary>
    public static RevisionHealth Ready { get; } = new() { IsReady = true };

    /// <summary>Neither ready nor failed, and that will not change by itself.</summary>
    public static RevisionHealth Loading { get; } = new();

    /// <summary>It was not ready in time.</summary>
    public static RevisionHealth TimedOut { get; } = new()
    {
        FailedCondition = ResourcesAvailable, Reason = "ProgressDeadlineExceeded", Message = "ReplicaSet has timed out progressing.",
    };

    public bool IsReady { get; private init; }

    /// <summary>Which of a Revision's conditions failed; null unless it did.</summary>
    public string? FailedCondition { get; private init; }

    /// <summary>Of the failure.</summary>
    public string? Reason { get; private init; }

    /// <inheritdoc cref="Reason"/>
    public string? Message { get; private init; }

    /// <summary>When time alone may change it; null for never.</summary>
    public TimeSpan? ChangesAfter { get; private init; }

    /// <summary>Its container ended.</summary>
    /// <param name="message">The container's last words.</param>
    public static RevisionHealth Exited(int exitCode, string? message) => new()
    {
        FailedCondition = ContainerHealthy, Reason = $"ExitCode{exitCode}", Message = $"Container failed with: {message}",
    };

    public static RevisionHealth LoadingFor(TimeSpan atMost) => Loading with { ChangesAfter = atMost };
}
