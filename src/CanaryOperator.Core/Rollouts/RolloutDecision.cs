namespace CanaryOperator.Core.Rollouts;

/// <summary>
/// The outcome of one look at a component. A history that differs from the stored one must be stored before the Service is written:
/// the new split replaces the very status that the history was learned from.
/// </summary>
public sealed record RolloutDecision(RolloutHistory History, RolloutPlan Plan)
{
    public static RolloutDecision Decide(RolloutSpec spec, RolloutHistory stored, ObservedService? service, KnownRevisions revisions)
    {
        var history = RolloutTracker.Track(stored, spec, service, revisions);
        return new(history, RolloutPlanner.Plan(spec, history, service, revisions));
    }

    /// <summary>The revision a pin to 0 would bring back; null when there is none, or when that cannot be told yet.</summary>
    public string? RollbackTarget(KnownRevisions revisions)
    {
        var target = Plan.Candidate == History.LatestRolledout ? History.PreviousRolledout : History.LatestRolledout;
        return Plan.Candidate is null || target is null || target == Plan.Candidate || revisions.IsMissing(target) ? null : target;
    }
}
