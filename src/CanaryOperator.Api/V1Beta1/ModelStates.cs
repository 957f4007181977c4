namespace CanaryOperator.Api.V1Beta1;

/// <summary>Each <c>Pending</c>, <c>Standby</c>, <c>Loading</c>, <c>Loaded</c> or <c>FailedToLoad</c>.</summary>
public sealed record ModelStates
{
    /// <summary>Of the model that serves.</summary>
    public string? ActiveModelState { get; init; }

    /// <summary>Of the model that is to serve.</summary>
    public string? TargetModelState { get; init; }
}
