using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Reports.Model;

internal static class HistoryReader
{
    public static List<ReportLoop> Read(ExperimentStatus status) => [.. (status.History ?? []).OrderBy(loop => loop.Time).Select(Loop)];

    private static ReportLoop Loop(LoopRecord loop) => new()
    {
        Loop = loop.Loop,
        Time = loop.Time,
        Verdict = loop.Verdict,
        Error = loop.Error,
        Versions = [.. (loop.Versions ?? []).Select(version => new ReportLoopVersion
        {
            Name = version.Name ?? "",
            Revision = version.Revision,
            TrafficPercent = version.TrafficPercent,
            Values = ReportBuilder.FiniteValues(version.Values),
        })],
    };
}
