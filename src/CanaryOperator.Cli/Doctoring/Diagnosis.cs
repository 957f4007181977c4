using System.Text;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Cli.Reports.Text;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Doctoring;

/// <summary>Which metrics have data now, and what keeps the others from it.</summary>
internal sealed record Diagnosis
{
    /// <summary>What is wrong and what to do, for a person.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public required IReadOnlyList<DiagnosedMetric> Metrics { get; init; }

    public bool IsHealthy => Problems.Count == 0 && Metrics.Count > 0 && Metrics.All(metric => metric.HasData);

    /// <param name="measured">The diagnosing Experiment, after its loop or with what keeps it from one.</param>
    /// <param name="objectives">Of the Experiment that is diagnosed.</param>
    public static Diagnosis Of(Experiment measured, IReadOnlyList<Objective> objectives)
    {
        var status = measured.Status ?? new();
        var metrics = (status.Metrics ?? [])
            .SelectMany(metric => (status.Versions ?? []).Select(version => Metric(metric, version.Name ?? "")))
            .ToList();
        return new() { Problems = [.. DiagnosedProblems.Of(status, metrics, objectives)], Metrics = metrics };
    }

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var problem in Problems)
        {
            text.Append(PlainText.Of(problem)).Append('\n');
        }

        if (Metrics.Count > 0)
        {
            text.Append(Problems.Count > 0 ? "\n" : "");
            var table = new TextTable("Metric", "Version", "Now", "Why");
            foreach (var metric in Metrics)
            {
                table.Add(
                    metric.Metric,
                    metric.Version,
                    metric.HasData ? Numbers.Rounded(metric.Value, metric.Units) : "no data",
                    metric.Reason ?? "");
            }

            table.WriteTo(text);
        }

        Queries(text);
        return text.ToString();
    }

    /// <summary>One of each source and version: what is wrong is the same with all of them, most of the time, and they are long.</summary>
    private void Queries(StringBuilder text)
    {
        var shortest = Metrics.Where(metric => metric.Queries is { Count: > 0 })
            .GroupBy(metric => (metric.Source, metric.Version))
            .Select(metrics => metrics.MinBy(metric => metric.Queries!.Sum(query => query.Length))!);
        foreach (var metric in shortest)
        {
            text.Append('\n').Append(PlainText.Of($"{metric.Metric} of {metric.Version} was asked by (others: -o json):")).Append('\n');
            foreach (var query in metric.Queries!)
            {
                text.Append(PlainText.Of(query)).Append('\n');
            }
        }
    }

    private static DiagnosedMetric Metric(MetricStatus metric, string version)
    {
        var problem = metric.Problems?.GetValueOrDefault(version);
        var value = metric.Values?.TryGetValue(version, out var number) == true ? ReportBuilder.Finite(number) : null;
        return new()
        {
            Metric = metric.Name ?? "",
            Version = version,
            Value = value,
            Units = metric.Units,
            Reason = value is null ? problem?.Reason ?? "there is no data" : null,
            Failed = problem?.Failed == true,
            Queries = problem?.Queries,
        };
    }
}
