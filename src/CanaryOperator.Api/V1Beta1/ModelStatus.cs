namespace CanaryOperator.Api.V1Beta1;

/// <summary>Whether the model itself is loaded.</summary>
public sealed record ModelStatus
{
    /// <summary><c>UpToDate</c>, <c>InProgress</c>, <c>BlockedByFailedLoad</c> or <c>InvalidSpec</c>.</summary>
    public string? TransitionStatus { get; init; }

    public ModelStates? States { get; init; }

    public ModelCopies? Copies { get; init; }

    public FailureInfo? LastFailureInfo { get; init; }
}
