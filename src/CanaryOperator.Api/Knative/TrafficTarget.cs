namespace CanaryOperator.Api.Knative;

/// <summary>A share of the traffic and the revision that gets it.</summary>
public sealed record TrafficTarget
{
    /// <summary>Gives the revision a host of its own, <c>{tag}-{service}</c>. Unique among the targets.</summary>
    public string? Tag { get; init; }

    /// <summary>In a spec exactly when <see cref="LatestRevision"/> is not true; in a status always.</summary>
    public string? RevisionName { get; init; }

    public string? ConfigurationName { get; init; }

    /// <summary>The target follows the newest revision that is ready.</summary>
    public bool? LatestRevision { get; init; }

    /// <summary>0 to 100; those of a spec sum to 100.</summary>
    public long? Percent { get; init; }

    /// <summary>Host of the tag; in a status only.</summary>
    public string? Url { get; init; }
}
