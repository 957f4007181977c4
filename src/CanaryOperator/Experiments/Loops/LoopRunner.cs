using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Validation;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Kubernetes.Models;
using Objective = CanaryOperator.Core.Analysis.Objective;

namespace CanaryOperator.Experiments.Loops;

/// <summary>One loop: measures every metric of every version, and judges them. It writes nothing.</summary>
internal sealed class LoopRunner(MetricSourceReader sources, TimeProvider clock)
{
    /// <summary>A rate needs at least two scrapes, and they are up to half a minute apart.</summary>
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(1);

    /// <param name="load">How the loop began.</param>
    public async Task<LoopResult> RunAsync(Experiment experiment, LoadResult load, CancellationToken cancellationToken)
    {
        var (time, target) = (load.Time, load.Target);
        var metrics = target.Versions.ToDictionary(
            version => version.Name, _ => new List<MeasuredMetric>(), StringComparer.Ordinal);
        foreach (var source in experiment.Spec.Metrics ?? [])
        {
            var window = Window(source, experiment.Status?.LastLoopTime, time, clock.GetUtcNow());
            foreach (var (version, measured) in await sources.ReadAsync(experiment, source, target, window, cancellationToken))
            {
                metrics[version].AddRange(measured);
            }
        }

        foreach (var (version, measured) in load.Metrics)
        {
            metrics[version].AddRange(measured);
        }

        var failures = metrics.Values.SelectMany(measured => measured).Where(metric => metric.Reading.IsFailure).ToList();
        return new()
        {
            Time = time,
            Versions = target.Versions,
            Metrics = metrics.ToDictionary(
                version => version.Key, version => (IReadOnlyList<MeasuredMetric>)version.Value, StringComparer.Ordinal),
            Assessment = Assessor.Assess(
                target.Versions.Select(version => Measured(version, metrics[version.Name])),
                (experiment.Spec.Objectives ?? []).Select(objective => Objective(objective, metrics)),
                experiment.Spec.MinimumRequests ?? 1),
            Error = failures.Count == 0 ? null : $"{failures[0].Metric.Name}: {failures[0].Reading.Reason}",
        };
    }

    /// <param name="time">When the loop began.</param>
    private static TimeSpan Window(MetricSource source, DateTimeOffset? lastLoop, DateTimeOffset time, DateTimeOffset now)
    {
        if (source.Window is { } text && GoDuration.ToTimeSpan(text) is { } window)
        {
            return window;
        }

        return new[] { ShortestWindow, now - time, time - lastLoop ?? TimeSpan.Zero }.Max();
    }

    private static MeasuredVersion Measured(TargetVersion version, List<MeasuredMetric> metrics) => new(
        version.Name,
        version.Revision,
        metrics.ToDictionary(metric => metric.Metric.Name, metric => metric.Reading, StringComparer.Ordinal));

    private static Objective Objective(Api.Experiments.Objective objective, Dictionary<string, List<MeasuredMetric>> metrics)
    {
        var metric = metrics.Values.SelectMany(measured => measured).FirstOrDefault(measured => measured.Metric.Name == objective.Metric);
        return new(objective.Metric!, objective.Upper, objective.Lower, metric?.Metric.Units);
    }
}
