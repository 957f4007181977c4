using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Loops;

/// <summary>What a loop found, before anything of it is recorded.</summary>
internal sealed record LoopResult
{
    public required DateTimeOffset Time { get; init; }

    public required IReadOnlyList<TargetVersion> Versions { get; init; }

    /// <summary>By name of the version.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MeasuredMetric>> Metrics { get; init; } =
        new Dictionary<string, IReadOnlyList<MeasuredMetric>>();

    /// <summary>The same, one by one.</summary>
    public IEnumerable<(string Version, ExpandedMetric Metric, Reading Reading)> Measured =>
        Metrics.SelectMany(version => version.Value, (version, measured) => (version.Key, measured.Metric, measured.Reading));

    /// <summary>Null when the loop could measure nothing.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>What went wrong, of several the first; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// It says something about the objectives. A loop that failed does not, unless what it did measure is violated already.
    /// </summary>
    public bool IsConclusive => Assessment is not null && (Error is null || Assessment.Verdict == Verdict.Violated);
}
