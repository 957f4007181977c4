namespace CanaryOperator.Local.Knative.Model;

/// <summary>One share of the traffic, wanted (in a spec) or given (in a status).</summary>
internal sealed record TrafficTarget
{
    /// <summary>Only in a Route's spec: follow this Configuration's newest ready revision.</summary>
    public string? ConfigurationName { get; init; }

    public bool? LatestRevision { get; init; }

    public long? Percent { get; init; }

    public string? RevisionName { get; init; }

    public string? Tag { get; init; }

    /// <summary>Only in a status, and only with a tag.</summary>
    public string? Url { get; init; }
}
