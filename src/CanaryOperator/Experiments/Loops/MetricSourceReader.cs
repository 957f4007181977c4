using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Providers;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Loops;

/// <summary>Measures the metrics of one source for every version.</summary>
internal sealed class MetricSourceReader(TemplateLookup templates, ProviderFactory providers, TimeProvider clock)
{
    /// <summary>
    /// Of one loop, for all sources and versions: what the status can hold, and what a provider should be asked for an Experiment.
    /// </summary>
    private const int MostValues = 200;

    /// <returns>
    /// By name of the version. A source that cannot be used fails every metric that an objective wants of it, and itself as a metric when
    /// none does.
    /// </returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<MeasuredMetric>>> ReadAsync(
        Experiment experiment, MetricSource source, TargetSnapshot target, TimeSpan window, CancellationToken cancellationToken)
    {
        try
        {
            var template = templates.Find(experiment.Namespace(), source.Template!);
            using var provider = await providers.CreateAsync(experiment.Namespace(), source, template, cancellationToken);
            var measured = new Dictionary<string, IReadOnlyList<MeasuredMetric>>(StringComparer.Ordinal);
            foreach (var version in target.Versions)
            {
                var metrics = Expand(experiment, source, template.Spec, target, version, window);
                measured[version.Name] =
                [
                    .. await MeasureAsync(provider, version, metrics, cancellationToken),
                    .. WantedMetrics.Unknown(experiment, source.Name!, metrics),
                ];
            }

            return measured;
        }
        catch (TemplateException problem)
        {
            var failed = WantedMetrics.AllFailed(experiment, source.Name!, problem.Message);
            return target.Versions.ToDictionary(version => version.Name, _ => failed, StringComparer.Ordinal);
        }
    }

    private static IReadOnlyList<ExpandedMetric> Expand(
        Experiment experiment,
        MetricSource source,
        MetricTemplateSpec template,
        TargetSnapshot target,
        TargetVersion version,
        TimeSpan window)
    {
        var values = TemplateValues.For(
            experiment.Namespace(), target.Service, version.Revision ?? "", window, source.Values, version.Values);
        var metrics = TemplateExpansion.Expand(source.Name!, template, values, source.LatencyPercentiles);
        var most = MostValues / experiment.Spec.Metrics!.Count / target.Versions.Count;
        return metrics.Count <= most
            ? metrics
            : throw new TemplateException(
                $"The source {source.Name} has {metrics.Count} metrics, and may have {most} beside the other sources and versions.");
    }

    private async Task<IReadOnlyList<MeasuredMetric>> MeasureAsync(
        IMetricProvider provider, TargetVersion version, IReadOnlyList<ExpandedMetric> metrics, CancellationToken cancellationToken)
    {
        var measured = new List<MeasuredMetric>();
        foreach (var metric in metrics)
        {
            var reading = version.Missing is { } missing ? Reading.NoData(missing) : await provider.MeasureAsync(metric, cancellationToken);
            measured.Add(new(metric, reading with { Time = clock.GetUtcNow() }));
        }

        var requests = measured.Find(metric => metric.Metric.CountsRequests)?.Reading.Value;
        return [.. measured.Select(metric => metric with { Reading = metric.Reading with { Requests = requests } })];
    }
}
