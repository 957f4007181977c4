using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Tests.Reports;

/// <summary>The tutorial's eight metrics, made from a mean latency.</summary>
internal static class SampleMetrics
{
    private static readonly (string Name, double Factor)[] Latencies =
        [("latency-mean", 1), ("latency-p50", 0.9), ("latency-p75", 1.2), ("latency-p90", 1.6), ("latency-p95", 2)];

    public static Dictionary<string, double> Values(double? latency, double requests)
    {
        var values = Latencies.Where(_ => latency is not null).ToDictionary(
            metric => $"kserve-prometheus/{metric.Name}",
            metric => Math.Round(latency!.Value * metric.Factor, 3));
        values["kserve-prometheus/request-count"] = requests;
        values["kserve-prometheus/error-count"] = 0;
        if (requests > 0)
        {
            values["kserve-prometheus/error-rate"] = 0;
        }

        return values;
    }

    public static double? Value(string metric, double? latency, double requests)
        => Values(latency, requests).TryGetValue(metric, out var value) ? value : null;

    public static IReadOnlyList<MetricStatus> Status(double? candidateLatency, double candidateRequests)
    {
        var candidate = Values(candidateLatency, candidateRequests);
        var stable = Values(35.1, 280);
        return [.. stable.Keys.Order(StringComparer.Ordinal).Select(name => new MetricStatus
        {
            Name = name,
            Description = name.EndsWith("p90", StringComparison.Ordinal) ? "90 of 100 requests were answered within this time" : null,
            Units = name.Contains("latency", StringComparison.Ordinal) ? "ms" : null,
            Values = candidate.TryGetValue(name, out var value)
                ? new Dictionary<string, double> { ["candidate"] = value, ["stable"] = stable[name] }
                : new Dictionary<string, double> { ["stable"] = stable[name] },
            Problems = candidate.ContainsKey(name)
                ? null
                : new Dictionary<string, MetricProblem> { ["candidate"] = new() { Reason = "the query has no series" } },
        })];
    }
}
