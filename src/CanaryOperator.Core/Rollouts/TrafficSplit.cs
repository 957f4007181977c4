namespace CanaryOperator.Core.Rollouts;

/// <summary>
/// A split as this operator writes it: a share for the newest ready revision, and the rest for one named revision. Other shapes, and
/// shares that do not add up to 100, cannot be expressed.
/// </summary>
public readonly record struct TrafficSplit
{
    /// <summary>Tag of the named revision; KServe's, and what the printer column PREV looks for.</summary>
    public const string PreviousTag = "prev";

    private TrafficSplit(int latestPercent, string? rest)
    {
        LatestPercent = latestPercent;
        Rest = rest;
    }

    /// <summary>Everything goes to the newest ready revision.</summary>
    public static TrafficSplit AllToLatest { get; } = new(100, null);

    /// <summary>Share of the newest ready revision: 0 to 99, or 100 without <see cref="Rest"/>.</summary>
    public int LatestPercent { get; }

    /// <summary>The revision that gets what is left; null when nothing is.</summary>
    public string? Rest { get; }

    /// <param name="latestPercent">0 to 100; with 100 nothing is left for <paramref name="rest"/> and it is not named.</param>
    public static TrafficSplit Between(int latestPercent, string rest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(latestPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(latestPercent, 100);
        return latestPercent == 100 ? AllToLatest : new(latestPercent, rest);
    }

    /// <summary>The traffic list to write; latest first, as KServe does.</summary>
    /// <param name="latestTag">Tag for the newest revision; null for none.</param>
    public IReadOnlyList<TrafficTarget> ToTargets(string? latestTag)
    {
        var latest = new TrafficTarget(null, LatestRevision: true, LatestPercent, latestTag);
        return Rest is null ? [latest] : [latest, new TrafficTarget(Rest, LatestRevision: false, 100 - LatestPercent, PreviousTag)];
    }

    public override string ToString() =>
        Rest is null ? $"L:{LatestPercent}" : $"L:{LatestPercent}, R({Rest}):{100 - LatestPercent}#{PreviousTag}";
}
