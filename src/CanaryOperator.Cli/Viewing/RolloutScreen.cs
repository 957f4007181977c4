using System.Text;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Cli.Reports.Text;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Viewing;

/// <summary>A rollout for people: a screen, or a line of it.</summary>
internal static class RolloutScreen
{
    private const int PercentPerBlock = 5;

    public static string Text(RolloutView view, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, $"{view.Name}, namespace {view.Namespace}: {State(view)}");
        if (view.Url is { } url)
        {
            Line(text, url);
        }

        text.Append('\n');
        var table = new TextTable("Component", "Revision", "Version", "Share", "", "Ready");
        foreach (var revision in view.Revisions)
        {
            table.Add(
                revision.Component,
                revision.Name,
                revision.Role ?? "",
                $"{revision.TrafficPercent,3} %",
                new string('█', (int)((revision.TrafficPercent + PercentPerBlock - 1) / PercentPerBlock)).PadRight(100 / PercentPerBlock),
                Ready(revision));
        }

        table.WriteTo(text);
        foreach (var experiment in view.Experiments)
        {
            Experiment(text, experiment, now);
        }

        return text.ToString();
    }

    /// <summary>For logs and pipes.</summary>
    public static string Summary(RolloutView view, DateTimeOffset now)
    {
        var revisions = view.Revisions.Select(revision => $"{revision.Name} {revision.TrafficPercent} % {Ready(revision)}");
        var experiments = view.Experiments.Select(experiment => $"experiment {experiment.Name} {VerdictWords.InText(experiment.Verdict)}");
        return $"{Times.Full(now)}  {PlainText.Of(string.Join("; ", [State(view), .. revisions, .. experiments]))}\n";
    }

    private static string State(RolloutView view) => view.Ready ? "ready" : $"not ready{(view.Message is { } why ? $" ({why})" : "")}";

    private static string Ready(RevisionView revision) => revision.Ready switch
    {
        true => "ready",
        false => $"not ready{(revision.Message is { } why ? $": {why}" : "")}",
        null => "unknown",
    };

    private static void Experiment(StringBuilder text, ExperimentReport experiment, DateTimeOffset now)
    {
        var last = experiment.Schedule.LastLoopTime is { } time ? $", loop {experiment.Summary.Loops} {Times.Relative(time, now)}" : "";
        text.Append('\n');
        Line(
            text,
            $"{VerdictWords.Mark(experiment.Verdict)} Experiment {experiment.Name}: "
            + $"{VerdictWords.Title(experiment.Verdict).ToUpperInvariant()} "
            + $"({StateWords.Title(experiment.State).ToLowerInvariant()}{last})");
        Line(text, $"  {experiment.Message}");
        if (experiment.LastError is { } error)
        {
            Line(text, $"  The last loop failed: {error}");
        }

        foreach (var problem in experiment.Notifications.Select(notification => notification.Problem()).OfType<string>())
        {
            Line(text, $"  Not told: {problem}");
        }

        var unsatisfied = experiment.Objectives
            .SelectMany(objective => objective.Versions, (objective, result) => (objective, result))
            .Where(shown => shown.result.Verdict is not (null or Verdicts.Satisfied))
            .ToList();
        if (unsatisfied.Count > 0)
        {
            var table = new TextTable("Metric", "Version", "Value", "Limit", "Margin", "Verdict");
            foreach (var (objective, result) in unsatisfied)
            {
                table.Add(
                    objective.Metric,
                    result.Version,
                    Numbers.Rounded(result.Value, objective.Units),
                    Numbers.Limit(objective),
                    Numbers.Margin(result, objective.Units),
                    VerdictWords.InText(result.Verdict));
            }

            table.WriteTo(text);
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(PlainText.Of(line)).Append('\n');
}
