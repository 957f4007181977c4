using CanaryOperator.Api.Experiments;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Loops;

/// <summary>What objectives want of a source or load, where it cannot be had.</summary>
internal static class WantedMetrics
{
    /// <summary>Every metric that an objective wants of it, and itself as a metric when none does.</summary>
    public static IReadOnlyList<MeasuredMetric> AllFailed(Experiment experiment, string source, string problem) =>
        [.. Of(experiment, source).DefaultIfEmpty(source).Select(name => Failed(name, problem))];

    /// <summary>Only what an objective wants: without one there is nothing wrong.</summary>
    public static IReadOnlyList<MeasuredMetric> Failed(Experiment experiment, string source, string problem) =>
        [.. Of(experiment, source).Select(name => Failed(name, problem))];

    public static IEnumerable<MeasuredMetric> Unknown(Experiment experiment, string source, IEnumerable<ExpandedMetric> metrics)
    {
        var known = metrics.Select(metric => metric.Name).ToList();
        return Of(experiment, source)
            .Except(known)
            .Select(name => Failed(name, $"there is no such metric; there are {string.Join(", ", known)}"));
    }

    private static MeasuredMetric Failed(string name, string problem) => new(new() { Name = name }, Reading.Failed(problem));

    private static IEnumerable<string> Of(Experiment experiment, string source) =>
        (experiment.Spec.Objectives ?? [])
            .Select(objective => objective.Metric!)
            .Where(metric => metric.StartsWith(source + "/", StringComparison.Ordinal))
            .Distinct();
}
