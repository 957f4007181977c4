using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports;

/// <summary>Events as people say them.</summary>
internal static class EventWords
{
    public static string What(EventType type) => type switch
    {
        EventType.Began => "First verdict",
        EventType.VerdictChanged => "Verdict changed",
        EventType.LoopFailed => "Loop failed",
        EventType.Recovered => "Recovered",
        EventType.RevisionChanged => "New revision",
        _ => "Traffic changed",
    };

    public static string Loops(ReportEvent change) => change.LastLoop is { } last ? $"{change.Loop} to {last}" : $"{change.Loop}";
}
