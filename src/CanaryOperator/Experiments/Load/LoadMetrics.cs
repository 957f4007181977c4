using System.Globalization;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Loops;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Load;

/// <summary>What a load measured of one version, under Iter8's names.</summary>
internal static class LoadMetrics
{
    /// <summary>How many there are of a version, besides the percentiles.</summary>
    public const int WithoutPercentiles = 7;

    private const string Milliseconds = "ms";

    public static IReadOnlyList<MeasuredMetric> Of(Experiment experiment, SentLoad sent, TargetVersion version, DateTimeOffset now)
    {
        var load = sent.Load;
        if (load.Refusal is { } refusal)
        {
            return WantedMetrics.AllFailed(experiment, load.Name, refusal);
        }

        var request = load.Requests.Single(request => request.Versions.Contains(version));
        if (request.Versions.Count > 1)
        {
            return WantedMetrics.Failed(
                experiment,
                load.Name,
                $"its requests are the same for {request.Receivers}, so nobody knows whose the answers are; "
                + "put ${revision} into its url or a header");
        }

        var measured = Of(load, sent.SampleOf(request), version.Missing, now).ToList();
        return [.. measured, .. WantedMetrics.Unknown(experiment, load.Name, measured.Select(metric => metric.Metric))];
    }

    private static IEnumerable<MeasuredMetric> Of(PlannedLoad load, LoadSample? sample, string? missing, DateTimeOffset now)
    {
        var requests = sample?.Requests;
        var failed = sample?.Failed;
        var latencies = sample is null ? null : SampleStatistics.Of(sample.Latencies);
        yield return Metric("request-count", "Requests that were sent", null, requests);
        yield return Metric("error-count", "Requests with an error", null, failed);
        yield return Metric("error-rate", "Share of requests with an error, 0 to 1", null, (double?)failed / requests);
        yield return Metric("latency-mean", "Mean latency", Milliseconds, latencies?.Mean);
        yield return Metric("latency-stddev", "Standard deviation of the latency", Milliseconds, latencies?.StandardDeviation);
        yield return Metric("latency-min", "Shortest latency", Milliseconds, latencies?.Min);
        yield return Metric("latency-max", "Longest latency", Milliseconds, latencies?.Max);
        foreach (var percentile in load.Percentiles)
        {
            var name = percentile.ToString(CultureInfo.InvariantCulture);
            yield return Metric($"latency-p{name}", $"{name}th percentile of the latency", Milliseconds, latencies?.Percentile(percentile));
        }

        MeasuredMetric Metric(string name, string description, string? units, double? value) => new(
            new()
            {
                Name = $"{load.Name}/{name}",
                Description = description,
                Units = units,
                CountsRequests = name == "request-count",
            },
            (value is { } number ? Reading.Of(number) : Reading.NoData(missing ?? "no request had an answer")) with
            {
                Requests = requests, Time = now,
            });
    }
}
