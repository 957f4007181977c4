namespace CanaryOperator.Core.Rollouts;

/// <summary>
/// Learns from a Knative Service's status which revision has, or had, all the traffic (DESIGN.md section 3, rule 7). Pure; safe to call
/// with statuses that arrive late, twice, or from a stale cache.
/// </summary>
public static class RolloutTracker
{
    public static RolloutHistory Track(RolloutHistory history, RolloutSpec spec, ObservedService? service, KnownRevisions revisions)
    {
        if (service is null)
        {
            // Revisions go with their Service, and a new one counts its own from 00001 again: old names would mean other models.
            return RolloutHistory.Empty;
        }

        var known = Recover(history, service);
        if (RolledOut(known, service, revisions) is { } revision)
        {
            return new(revision, known.LatestRolledout);
        }

        return RolledBack(known, spec, service) ? new(known.PreviousRolledout, known.PreviousRolledout) : known;
    }

    /// <summary>A status that was lost (a restored backup has none) must not turn a canary into a first rollout with 100 %.</summary>
    private static RolloutHistory Recover(RolloutHistory history, ObservedService service) =>
        history.LatestRolledout is null && service.NamedRevision is { } stable ? new(stable, null) : history;

    /// <summary>A revision that just got everything; null when that is no news. Never an older one: that is a stale status.</summary>
    private static string? RolledOut(RolloutHistory history, ObservedService service, KnownRevisions revisions)
    {
        var ready = service.LatestReady;
        var isNews = ready is not null
            && ready != history.LatestRolledout
            && service.StatusTraffic.Any(target => target is { LatestRevision: true, Percent: 100 } && target.RevisionName == ready)
            && (history.LatestRolledout is null || !revisions.IsOlder(ready, history.LatestRolledout));
        return isNews ? ready : null;
    }

    /// <summary>The newest revision, once promoted, shares with (or lost everything to) the one before it, as the spec asks.</summary>
    private static bool RolledBack(RolloutHistory history, RolloutSpec spec, ObservedService service) =>
        history is { LatestRolledout: { } promoted, PreviousRolledout: { } previous }
        && promoted != previous
        && spec is { IsPercentValid: true, WantedPercent: < 100 }
        && service.Candidate(spec) == promoted
        && service.StatusTraffic.Any(target => target.LatestRevision && target.RevisionName == promoted)
        && service.StatusTraffic.Any(target => !target.LatestRevision && target.RevisionName == previous);
}
