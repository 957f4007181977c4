namespace CanaryOperator.Core.Rollouts;

/// <summary>
/// Decides the traffic of a component (DESIGN.md section 3). Pure: the same observation gives the same plan, and a plan that is carried
/// out gives itself again.
/// </summary>
public static class RolloutPlanner
{
    public static RolloutPlan Plan(RolloutSpec spec, RolloutHistory history, ObservedService? service, KnownRevisions revisions)
    {
        if (!spec.IsPercentValid)
        {
            return new()
            {
                Traffic = null,
                AppliesTemplate = false,
                Notice = RolloutNotice.InvalidPercent,
                Stable = history.LatestRolledout,
            };
        }

        if (service is null || history.LatestRolledout is not { } stable)
        {
            return new() { Traffic = TrafficSplit.AllToLatest, Candidate = service?.Candidate(spec) };
        }

        var candidate = service.Candidate(spec);
        if (candidate is null && service.TemplateHash == spec.TemplateHash)
        {
            return AwaitObservation(spec, service, stable);
        }

        return candidate == stable
            ? Pin(spec, history.PreviousRolledout, candidate, revisions)
            : Split(spec, service, candidate, stable, revisions);
    }

    /// <summary>
    /// Which revision the latest one is, is not known: no share is given to it that it does not have. Taking one away is safe, and a pin
    /// must not wait for a slow controller.
    /// </summary>
    private static RolloutPlan AwaitObservation(RolloutSpec spec, ObservedService service, string stable) => new()
    {
        Traffic = service.NamedRevision is { } named && spec.WantedPercent < service.LatestPercent
            ? TrafficSplit.Between(spec.WantedPercent, named)
            : null,
        Notice = RolloutNotice.AwaitingObservation,
        Stable = stable,
    };

    /// <summary>The candidate already had everything; what it gives up goes to the revision before it (rules 4 and 8).</summary>
    private static RolloutPlan Pin(RolloutSpec spec, string? previous, string candidate, KnownRevisions revisions)
    {
        var isPreviousGone = previous is not null && revisions.IsMissing(previous);
        var hasPrevious = previous is not null && previous != candidate && !isPreviousGone;
        if (spec.WantedPercent == 100 || !hasPrevious)
        {
            var notice = spec.WantedPercent == 100 ? RolloutNotice.None
                : isPreviousGone ? RolloutNotice.PreviousRevisionGone
                : RolloutNotice.NothingToRollBackTo;
            return new()
            {
                Traffic = TrafficSplit.AllToLatest,
                Notice = notice,
                Candidate = candidate,
                Stable = hasPrevious ? previous : null,
            };
        }

        return new() { Traffic = TrafficSplit.Between(spec.WantedPercent, previous!), Candidate = candidate, Stable = previous };
    }

    /// <summary>
    /// The candidate gets its share once it is the newest ready revision; nobody else gets it before (rules 2, 3 and 5), nor it while it
    /// fails.
    /// </summary>
    private static RolloutPlan Split(
        RolloutSpec spec, ObservedService service, string? candidate, string stable, KnownRevisions revisions)
    {
        var percent = spec.WantedPercent;
        var isCapped = service.LatestPercent < percent
            && (MayServeAnother(service, candidate, stable, revisions) || HasFailed(service, candidate, stable, revisions));
        if (isCapped)
        {
            percent = service.LatestPercent;
        }

        if (percent < 100 && revisions.IsMissing(stable))
        {
            return new() { Traffic = null, Notice = RolloutNotice.StableRevisionGone, Candidate = candidate };
        }

        return new()
        {
            Traffic = TrafficSplit.Between(percent, stable),
            Notice = isCapped ? RolloutNotice.AwaitingCandidate : RolloutNotice.None,
            Candidate = candidate,
            Stable = stable,
        };
    }

    /// <summary>
    /// Whether the candidate was ready and is not any more, though Knative goes on calling it the newest ready revision (KServe's B13).
    /// With the stable revision gone there is nobody to spare it.
    /// </summary>
    private static bool HasFailed(ObservedService service, string? candidate, string stable, KnownRevisions revisions) =>
        candidate is not null && service.HasLatestFailed && service.LatestReady == candidate && !revisions.IsMissing(stable);

    /// <summary>Whether the latest revision's share goes, or may go before we look again, to neither candidate nor stable.</summary>
    private static bool MayServeAnother(ObservedService service, string? candidate, string stable, KnownRevisions revisions)
    {
        if (candidate is not null && service.LatestReady == candidate)
        {
            return false;
        }

        if (service.LatestReady != stable)
        {
            return true;
        }

        return candidate is null
            ? !service.IsStatusCurrent || service.LatestCreated != stable
            : revisions.MayPrecede(candidate, service.LatestReady);
    }
}
