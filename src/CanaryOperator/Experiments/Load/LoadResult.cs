using CanaryOperator.Experiments.Loops;
using CanaryOperator.Experiments.Targets;

namespace CanaryOperator.Experiments.Load;

/// <summary>How a loop began: what its load, if it has one, found. All of the loop is about the same snapshot.</summary>
/// <param name="Time">When it began.</param>
/// <param name="Target">As it was then.</param>
/// <param name="Metrics">By name of the version; empty without a load.</param>
internal sealed record LoadResult(
    DateTimeOffset Time, TargetSnapshot Target, IReadOnlyDictionary<string, IReadOnlyList<MeasuredMetric>> Metrics);
