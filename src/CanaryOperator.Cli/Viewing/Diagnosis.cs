using System.Text;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Cli.Reports.Text;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Viewing;

/// <summary>Which metrics had data in the last loop, and what keeps the others from it.</summary>
internal sealed record Diagnosis
{
    /// <summary>What concerns the Experiment as a whole.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public required IReadOnlyList<DiagnosedMetric> Metrics { get; init; }

    public bool IsHealthy => Problems.Count == 0 && Metrics.Count > 0 && Metrics.All(metric => metric.HasData);

    public static Diagnosis Of(Experiment experiment, DateTimeOffset now)
    {
        var report = ReportBuilder.Build(experiment, now);
        return new()
        {
            Problems = [.. Problem(experiment, report)],
            Metrics =
            [
                .. report.Metrics.Select(metric => metric.Name)
                    .Union(report.Objectives.Select(objective => objective.Metric), StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Where(_ => report.Summary.Loops > 0)
                    .SelectMany(metric => report.Versions.Select(version => Metric(report, metric, version.Name))),
            ],
        };
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
            var table = new TextTable("Metric", "Version", "Last loop", "Why");
            foreach (var metric in Metrics)
            {
                table.Add(metric.Metric, metric.Version, Value(metric.Value), metric.Reason ?? "");
            }

            table.WriteTo(text);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Problem(Experiment experiment, ExperimentReport report)
    {
        foreach (var condition in (experiment.Status?.Conditions ?? []).Where(
            condition => condition is { Type: ExperimentConditionTypes.Valid or ExperimentConditionTypes.TargetReady, Status: "False" }))
        {
            yield return $"{condition.Type} is false: {condition.Message}";
        }

        if (report.LastError is { } error)
        {
            yield return $"The last loop failed: {error}";
        }

        if (report.Summary.Loops == 0)
        {
            yield return "No loop has run yet: there is nothing to tell about metrics.";
        }

        foreach (var version in report.Versions.Where(version => report.Summary.Loops > 0 && version.Revision is null))
        {
            yield return $"{version.Name} has no revision.";
        }
    }

    private static DiagnosedMetric Metric(ExperimentReport report, string metric, string version)
    {
        var values = report.Metrics.FirstOrDefault(candidate => candidate.Name == metric)?.Values;
        if (values?.TryGetValue(version, out var value) == true)
        {
            return new() { Metric = metric, Version = version, Value = value };
        }

        var judged = report.Objectives.FirstOrDefault(objective => objective.Metric == metric)
            ?.Versions.FirstOrDefault(result => result.Version == version);
        var requests = report.Versions.FirstOrDefault(candidate => candidate.Name == version)?.Requests;
        return new()
        {
            Metric = metric,
            Version = version,
            Reason = judged?.Message ?? (requests == 0 ? "the version had no requests in the loop's window" : "the query gave no number"),
        };
    }

    private static string Value(double? value) => value is { } number ? Numbers.Rounded(number) : "no data";
}
