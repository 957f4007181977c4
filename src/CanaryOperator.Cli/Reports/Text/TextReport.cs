using System.Text;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Reports.Text;

/// <summary>For a terminal without colours; the tables have Iter8's names and rows, with verdicts in place of true and false.</summary>
internal static class TextReport
{
    public static string Write(ExperimentReport report)
    {
        var text = new StringBuilder();
        TextHead.Write(text, report);
        Section(text, "Experiment summary", Summary(report.Summary));
        Section(text, "SLO conditions", Conditions(report), report.Objectives.Count == 0 ? "No objectives." : null);
        if (report.Objectives.Count > 0)
        {
            Section(text, "Objectives by version", Objectives(report));
        }

        Section(text, "Latest observed values", Values(report), report.Metrics.Count == 0 ? "No values yet." : null);
        Reasons(text, report);
        Section(text, "What happened", Events(report.Events), report.Events.Count == 0 ? "Nothing yet." : null);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, TextTable table, string? empty = null)
    {
        text.Append('\n').Append(title).Append('\n').Append('*', title.Length).Append("\n\n");
        if (empty is not null)
        {
            text.Append("  ").Append(empty).Append('\n');
            return;
        }

        table.WriteTo(text);
    }

    private static TextTable Summary(ReportSummary summary)
    {
        var table = new TextTable("Condition", "Value");
        table.Add("Completed", Truth(summary.Completed));
        table.Add("No task failures", Truth(summary.NoFailure));
        table.Add("SLOs satisfied", Truth(summary.ObjectivesSatisfied));
        table.Add("Completed loops", $"{summary.CompletedLoops}");
        table.Add("Failed loops", $"{summary.FailedLoops}");
        return table;
    }

    private static TextTable Conditions(ExperimentReport report)
    {
        var table = new TextTable(["SLO condition", .. report.Versions.Select(version => version.Name)]);
        foreach (var objective in report.Objectives)
        {
            table.Add([Condition(objective), .. objective.Versions.Select(result => VerdictWords.InText(result.Verdict))]);
        }

        return table;
    }

    private static TextTable Objectives(ExperimentReport report)
    {
        var table = new TextTable("Metric", "Version", "Value", "Limit", "Margin", "Requests", "Verdict");
        foreach (var objective in report.Objectives)
        {
            foreach (var result in objective.Versions)
            {
                table.Add(
                    objective.Metric,
                    result.Version,
                    Numbers.Rounded(result.Value, objective.Units),
                    Numbers.Limit(objective),
                    Numbers.Margin(result, objective.Units),
                    Numbers.Rounded(result.Requests, units: null),
                    VerdictWords.InText(result.Verdict));
            }
        }

        return table;
    }

    private static TextTable Values(ExperimentReport report)
    {
        var table = new TextTable(["Metric", .. report.Versions.Select(version => version.Name)]);
        foreach (var metric in report.Metrics)
        {
            table.Add([WithUnits(metric.Name, metric.Units), .. report.Versions.Select(version => Value(metric, version.Name))]);
        }

        return table;
    }

    private static void Reasons(StringBuilder text, ExperimentReport report)
    {
        var reasons = report.Metrics
            .SelectMany(metric => metric.Reasons, (metric, reason) => (metric.Name, Version: reason.Key, Why: reason.Value))
            .GroupBy(reason => (reason.Version, reason.Why), reason => reason.Name);
        foreach (var same in reasons)
        {
            var metrics = PlainText.Of(string.Join(", ", same));
            text.Append($"\n  No data of {PlainText.Of(same.Key.Version)} for {metrics}: {PlainText.Of(same.Key.Why)}\n");
        }
    }

    private static TextTable Events(IReadOnlyList<ReportEvent> events)
    {
        var table = new TextTable("Time", "Loop", "What", "Details");
        foreach (var change in events)
        {
            table.Add(Times.Full(change.Time), EventWords.Loops(change), EventWords.What(change.Type), change.Message);
        }

        return table;
    }

    private static string Condition(ReportObjective objective)
    {
        var lower = objective.Lower is { } least ? $"{Numbers.Exact(least)} <= " : "";
        var upper = objective.Upper is { } most ? $" <= {Numbers.Exact(most)}" : "";
        return lower + WithUnits(objective.Metric, objective.Units) + upper;
    }

    private static string Value(ReportMetric metric, string version)
        => metric.Values.TryGetValue(version, out var value) ? Numbers.Rounded(value) : "no data";

    private static string WithUnits(string metric, string? units) => units is null ? metric : $"{metric} ({units})";

    private static string Truth(bool? value) => value switch { true => "true", false => "false", null => "unknown" };
}
