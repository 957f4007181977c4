using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports;

/// <summary>What the experiment does now and what comes next.</summary>
internal static class StateWords
{
    public static string Title(ExperimentState state) => state switch
    {
        ExperimentState.Waiting => "Waiting for its first loop",
        ExperimentState.Completed => "Completed",
        ExperimentState.Suspended => "Suspended",
        _ => "Running",
    };

    public static string Schedule(ReportSchedule schedule)
    {
        var limits = (schedule.LoopLimit, schedule.Deadline) switch
        {
            ({ } loops, { } deadline) => $", at most {loops} loops or {deadline}",
            ({ } loops, null) => $", at most {loops} loops",
            (null, { } deadline) => $", at most {deadline}",
            _ => "",
        };
        return schedule.Cron is null ? "one loop" : $"{schedule.Cron} ({schedule.TimeZone}){limits}";
    }

    public static string Loops(ReportSummary summary)
        => summary.FailedLoops > 0 ? $"{summary.Loops}, of which {summary.FailedLoops} failed" : $"{summary.Loops}";
}
