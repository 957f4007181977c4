namespace CanaryOperator.Api.Experiments;

/// <summary>A version in a loop of the past.</summary>
public sealed record LoopVersion
{
    public string? Name { get; init; }

    public string? Revision { get; init; }

    public long? TrafficPercent { get; init; }

    /// <summary>By name of the metric; without those that have no data.</summary>
    public IReadOnlyDictionary<string, double>? Values { get; init; }
}
