using System.Text;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Reports.Text;

/// <summary>What somebody who reads only a few lines has to know.</summary>
internal static class TextHead
{
    public static void Write(StringBuilder text, ExperimentReport report)
    {
        Line(text, "Experiment", $"{report.Name}, namespace {report.Namespace}");
        Line(text, "Target", $"{report.Target.InferenceService}, {report.Target.Component}");
        if (report.Target.Message is { } notReady)
        {
            Line(text, "", $"not ready: {notReady}");
        }

        Line(text, "Verdict", VerdictWords.Title(report.Verdict).ToUpperInvariant());
        Line(text, "", report.Message);
        Line(text, "State", StateWords.Title(report.State));
        Line(text, "Schedule", StateWords.Schedule(report.Schedule));
        Line(text, "Loops", StateWords.Loops(report.Summary));
        Time(text, "Began", report.Schedule.StartTime, report.GeneratedTime);
        Time(text, "Last loop", report.Schedule.LastLoopTime, report.GeneratedTime);
        Time(text, "Next loop", report.Schedule.NextLoopTime, report.GeneratedTime);
        if (report.LastError is { } error)
        {
            Line(text, "Last error", error);
        }

        foreach (var problem in report.Notifications.Select(notification => notification.Problem()).OfType<string>())
        {
            Line(text, "Not told", problem);
        }

        foreach (var version in report.Versions)
        {
            Line(text, "Version", Version(version));
        }
    }

    private static string Version(ReportVersion version)
    {
        var share = version.TrafficPercent is { } percent ? $", {percent} % of the traffic" : "";
        var requests = version.Requests is { } count ? $", {Numbers.Rounded(count)} requests in the last loop's window" : "";
        return $"{version.Name}: {version.Revision ?? "no revision yet"}{share}{requests}";
    }

    private static void Time(StringBuilder text, string label, DateTimeOffset? time, DateTimeOffset now)
    {
        if (time is { } known)
        {
            Line(text, label, $"{Times.Full(known)} ({Times.Relative(known, now)})");
        }
    }

    private static void Line(StringBuilder text, string label, string value)
        => text.Append($"{label,-10}  {PlainText.Of(value)}").Append('\n');
}
