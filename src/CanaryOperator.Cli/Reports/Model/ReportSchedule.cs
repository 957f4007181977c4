namespace CanaryOperator.Cli.Reports.Model;

internal sealed record ReportSchedule
{
    /// <summary>Null for an Experiment of one loop.</summary>
    public string? Cron { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>Of completed loops; null for none.</summary>
    public int? LoopLimit { get; init; }

    /// <summary>A duration, as in <c>1h30m</c>; null for none.</summary>
    public string? Deadline { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? LastLoopTime { get; init; }

    public DateTimeOffset? NextLoopTime { get; init; }

    public required long MinimumRequests { get; init; }
}
