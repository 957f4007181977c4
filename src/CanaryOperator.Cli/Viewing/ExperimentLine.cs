using System.Text;
using CanaryOperator.Cli.Reports;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Cli.Reports.Text;

namespace CanaryOperator.Cli.Viewing;

/// <summary>An Experiment among others.</summary>
internal sealed record ExperimentLine
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string InferenceService { get; init; }

    public required ExperimentState State { get; init; }

    /// <summary>Null before anything was measured.</summary>
    public string? Verdict { get; init; }

    /// <summary>One sentence: why.</summary>
    public required string Message { get; init; }

    public required long Loops { get; init; }

    public required long FailedLoops { get; init; }

    public DateTimeOffset? LastLoopTime { get; init; }

    public DateTimeOffset? NextLoopTime { get; init; }

    public static ExperimentLine Of(ExperimentReport report) => new()
    {
        Namespace = report.Namespace,
        Name = report.Name,
        InferenceService = report.Target.InferenceService,
        State = report.State,
        Verdict = report.Verdict,
        Message = report.Message,
        Loops = report.Summary.Loops,
        FailedLoops = report.Summary.FailedLoops,
        LastLoopTime = report.Schedule.LastLoopTime,
        NextLoopTime = report.Schedule.NextLoopTime,
    };

    /// <summary>Empty without any.</summary>
    public static string Table(IReadOnlyCollection<ExperimentLine> lines, DateTimeOffset now)
    {
        if (lines.Count == 0)
        {
            return "";
        }

        var table = new TextTable("Namespace", "Name", "Target", "Verdict", "Loops", "Failed", "State", "Last loop");
        foreach (var line in lines)
        {
            table.Add(
                line.Namespace,
                line.Name,
                line.InferenceService,
                VerdictWords.InText(line.Verdict),
                $"{line.Loops}",
                $"{line.FailedLoops}",
                StateWords.Title(line.State),
                line.LastLoopTime is { } time ? Times.Relative(time, now) : Numbers.None);
        }

        var text = new StringBuilder();
        table.WriteTo(text);
        return text.ToString();
    }
}
