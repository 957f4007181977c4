namespace CanaryOperator.Api.Experiments;

/// <summary>What is measured, when, and what is promised. Durations are written as in Go: <c>90s</c>, <c>5m</c>, <c>1h30m</c>.</summary>
public sealed record ExperimentSpec
{
    /// <summary>Required.</summary>
    public ExperimentTarget? Target { get; init; }

    /// <summary>Default: <c>candidate</c> and <c>stable</c>, as the InferenceService's status names their revisions in each loop.</summary>
    public IReadOnlyList<ExperimentVersion>? Versions { get; init; }

    /// <summary>Cron, five fields. Default: one loop, as soon as the target is ready.</summary>
    public string? Schedule { get; init; }

    /// <summary>IANA name of the time zone of <see cref="Schedule"/>. Default: UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>No new loop begins. Default: false.</summary>
    public bool? Suspend { get; init; }

    public ExperimentLimits? Limits { get; init; }

    public ReadinessGate? Readiness { get; init; }

    public IReadOnlyList<MetricSource>? Metrics { get; init; }

    /// <summary>Sent one after the other.</summary>
    public IReadOnlyList<LoadSpec>? Load { get; init; }

    public IReadOnlyList<Objective>? Objectives { get; init; }

    /// <summary>Of a version, in a loop's window, before its objectives are judged. 0 or more; default: 1.</summary>
    public long? MinimumRequests { get; init; }

    public IReadOnlyList<NotificationSpec>? Notifications { get; init; }
}
