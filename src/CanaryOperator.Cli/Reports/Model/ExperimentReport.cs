namespace CanaryOperator.Cli.Reports.Model;

/// <summary>
/// What a report says, before it has a format; as JSON it is documented in docs/experiment-report.md. Numbers are finite; texts are as
/// the cluster has them and may hold anything.
/// </summary>
internal sealed record ExperimentReport
{
    public string ApiVersion { get; } = "report.canaryoperator.io/v1";

    public string Kind { get; } = "ExperimentReport";

    public required DateTimeOffset GeneratedTime { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required ReportTarget Target { get; init; }

    public required ExperimentState State { get; init; }

    /// <summary>One of the Experiment's verdicts; null before the first loop that measured something.</summary>
    public string? Verdict { get; init; }

    /// <summary>One sentence: why.</summary>
    public required string Message { get; init; }

    public required ReportSummary Summary { get; init; }

    public required ReportSchedule Schedule { get; init; }

    /// <summary>Why the last loop failed; null when it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>In the Experiment's order, which means nothing.</summary>
    public required IReadOnlyList<ReportVersion> Versions { get; init; }

    public required IReadOnlyList<ReportObjective> Objectives { get; init; }

    public required IReadOnlyList<ReportMetric> Metrics { get; init; }

    public required IReadOnlyList<ReportNotification> Notifications { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ReportLoop> History { get; init; }

    /// <summary>Oldest first; found in <see cref="History"/>.</summary>
    public required IReadOnlyList<ReportEvent> Events { get; init; }
}
