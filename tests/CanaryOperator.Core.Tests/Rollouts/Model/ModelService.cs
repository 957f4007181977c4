using CanaryOperator.Core.Rollouts;

namespace CanaryOperator.Core.Tests.Rollouts.Model;

/// <summary>A Knative Service as the API server stores it: the operator writes the first half, Knative the second.</summary>
internal sealed record ModelService
{
    public required long Version { get; init; }

    public required long Generation { get; init; }

    public required string TemplateHash { get; init; }

    public required int Epoch { get; init; }

    public required IReadOnlyList<TrafficTarget> Traffic { get; init; }

    public long ObservedGeneration { get; init; }

    public bool IsConfigurationOutOfDate { get; init; }

    public string? LatestCreated { get; init; }

    public string? LatestReady { get; init; }

    /// <summary>What the condition <c>ConfigurationsReady</c> says of <see cref="LatestCreated"/>.</summary>
    public bool HasLatestFailed { get; init; }

    public IReadOnlyList<TrafficTarget> StatusTraffic { get; init; } = [];

    public int LatestPercent => Traffic.Where(target => target.LatestRevision).Sum(target => target.Percent);

    public ObservedService Observe() => new()
    {
        TemplateHash = TemplateHash,
        SpecTraffic = Traffic,
        IsStatusCurrent = ObservedGeneration == Generation && !IsConfigurationOutOfDate,
        LatestCreated = LatestCreated,
        LatestReady = LatestReady,
        HasLatestFailed = HasLatestFailed,
        StatusTraffic = StatusTraffic,
    };
}
