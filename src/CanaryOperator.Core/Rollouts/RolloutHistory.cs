namespace CanaryOperator.Core.Rollouts;

/// <summary>Which revisions had all the traffic: the memory that a rollback needs. Kept in the status of the InferenceService.</summary>
/// <param name="LatestRolledout">The last revision that had 100 %; null before the first one did.</param>
/// <param name="PreviousRolledout">The one before it; the same one after a rollback; null when there was none.</param>
public sealed record RolloutHistory(string? LatestRolledout, string? PreviousRolledout)
{
    public static RolloutHistory Empty { get; } = new(null, null);
}
