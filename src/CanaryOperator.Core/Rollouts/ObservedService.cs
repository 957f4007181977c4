namespace CanaryOperator.Core.Rollouts;

/// <summary>A component's Knative Service as it was last seen.</summary>
public sealed record ObservedService
{
    /// <summary>Hash annotation of the template in its spec; null when somebody else wrote the template.</summary>
    public required string? TemplateHash { get; init; }

    public required IReadOnlyList<TrafficTarget> SpecTraffic { get; init; }

    /// <summary>
    /// The status speaks of the present spec: <c>observedGeneration</c> equals <c>generation</c> and <c>ConfigurationsReady</c> is not
    /// <c>OutOfDate</c>. Until then <see cref="LatestCreated"/> may belong to an older template (KServe's race B5).
    /// </summary>
    public required bool IsStatusCurrent { get; init; }

    public required string? LatestCreated { get; init; }

    /// <summary>The newest ready revision; never moves backwards.</summary>
    public required string? LatestReady { get; init; }

    /// <summary>
    /// <see cref="LatestCreated"/> does not work. It may have been ready for a moment, and is <see cref="LatestReady"/> then.
    /// </summary>
    public required bool HasLatestFailed { get; init; }

    public required IReadOnlyList<TrafficTarget> StatusTraffic { get; init; }

    /// <summary>Share that the spec gives to whatever revision is the newest ready one.</summary>
    public int LatestPercent => SpecTraffic.Where(target => target.LatestRevision).Sum(target => target.Percent);

    /// <summary>The revision named in the spec beside the latest one.</summary>
    public string? NamedRevision => SpecTraffic.FirstOrDefault(target => !target.LatestRevision)?.RevisionName;

    /// <summary>The revision made from the template that <paramref name="spec"/> asks for; null while it is not known for sure.</summary>
    public string? Candidate(RolloutSpec spec) => TemplateHash == spec.TemplateHash && IsStatusCurrent ? LatestCreated : null;
}
