namespace CanaryOperator.Api.V1Beta1;

/// <summary>How many pods hold the model.</summary>
public sealed record ModelCopies
{
    public long? FailedCopies { get; init; }

    /// <summary>Pods that are ready.</summary>
    public long? TotalCopies { get; init; }
}
