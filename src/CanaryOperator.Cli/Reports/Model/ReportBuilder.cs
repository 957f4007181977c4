using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Reports.Model;

/// <summary>Reads an Experiment; what is missing in it becomes an empty list, a default or null, never an error.</summary>
internal static class ReportBuilder
{
    public static ExperimentReport Build(Experiment experiment, DateTimeOffset now)
    {
        var status = experiment.Status ?? new();
        var history = HistoryReader.Read(status);
        var versions = Versions(experiment.Spec, status);
        return new()
        {
            GeneratedTime = now,
            Name = experiment.Metadata.Name ?? "",
            Namespace = experiment.Metadata.NamespaceProperty ?? "",
            Target = Target(experiment.Spec.Target ?? new(), status),
            State = State(experiment.Spec, status),
            Verdict = status.Verdict,
            Message = status.Message ?? (status.Loops > 0 ? "No loop has measured anything yet." : "No loop has run yet."),
            Summary = Summary(status),
            Schedule = Schedule(experiment.Spec, status),
            LastError = status.LastError,
            Versions = versions,
            Objectives = ObjectiveReader.Read(experiment.Spec, status, versions),
            Metrics = [.. (status.Metrics ?? []).Select(Metric)],
            Notifications = [.. (experiment.Spec.Notifications ?? []).Select(notification => Notification(notification, status))],
            History = history,
            Events = EventLog.Read(history),
        };
    }

    /// <summary>Infinite and undefined values are no data.</summary>
    public static IReadOnlyDictionary<string, double> FiniteValues(IReadOnlyDictionary<string, double>? values)
        => (values ?? new Dictionary<string, double>()).Where(pair => double.IsFinite(pair.Value)).ToDictionary();

    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static List<ReportVersion> Versions(ExperimentSpec spec, ExperimentStatus status)
        => status.Versions is { Count: > 0 } measured
            ? [.. measured.Select(version => new ReportVersion
            {
                Name = version.Name ?? "",
                Revision = version.Revision,
                TrafficPercent = version.TrafficPercent,
                Requests = Finite(version.Requests),
            })]
            : spec.Versions is { Count: > 0 } named
                ? [.. named.Select(version => new ReportVersion { Name = version.Name ?? "", Revision = version.Revision })]
                : [new() { Name = VersionNames.Candidate }, new() { Name = VersionNames.Stable }];

    private static ReportTarget Target(ExperimentTarget target, ExperimentStatus status)
    {
        var ready = status.Condition(ExperimentConditionTypes.TargetReady);
        return new()
        {
            InferenceService = target.InferenceService ?? "",
            Group = target.Group ?? WellKnown.KServeGroup,
            Component = target.Component ?? "predictor",
            Ready = Truth(ready),
            Message = Truth(ready) == true ? null : ready?.Message,
        };
    }

    private static ExperimentState State(ExperimentSpec spec, ExperimentStatus status)
        => Truth(status.Condition(ExperimentConditionTypes.Completed)) == true ? ExperimentState.Completed
            : spec.Suspend == true ? ExperimentState.Suspended
            : status.Loops > 0 ? ExperimentState.Running
            : ExperimentState.Waiting;

    private static ReportSummary Summary(ExperimentStatus status) => new()
    {
        Completed = Truth(status.Condition(ExperimentConditionTypes.Completed)) == true,
        NoFailure = Truth(status.Condition(ExperimentConditionTypes.NoFailure)),
        ObjectivesSatisfied = Truth(status.Condition(ExperimentConditionTypes.Satisfied)),
        Loops = status.Loops ?? 0,
        CompletedLoops = (status.Loops ?? 0) - (status.FailedLoops ?? 0),
        FailedLoops = status.FailedLoops ?? 0,
    };

    private static ReportSchedule Schedule(ExperimentSpec spec, ExperimentStatus status) => new()
    {
        Cron = spec.Schedule,
        TimeZone = spec.Schedule is null ? null : spec.TimeZone ?? "UTC",
        LoopLimit = spec.Limits?.Loops,
        Deadline = spec.Limits?.Deadline,
        StartTime = status.StartTime,
        LastLoopTime = status.LastLoopTime,
        NextLoopTime = status.NextLoopTime,
        MinimumRequests = spec.MinimumRequests ?? 1,
    };

    private static ReportMetric Metric(MetricStatus metric) => new()
    {
        Name = metric.Name ?? "",
        Description = metric.Description,
        Units = metric.Units,
        Values = FiniteValues(metric.Values),
        Reasons = (metric.Problems ?? new Dictionary<string, MetricProblem>()).Where(problem => problem.Value.Reason is not null)
            .ToDictionary(problem => problem.Key, problem => problem.Value.Reason!, StringComparer.Ordinal),
    };

    private static ReportNotification Notification(NotificationSpec notification, ExperimentStatus status)
    {
        var told = status.Notifications?.FirstOrDefault(one => one.Name == notification.Name);
        return new()
        {
            Name = notification.Name ?? "",
            Type = notification.Type ?? "",
            When = notification.When ?? NotificationSpec.VerdictChanged,
            Loop = told?.Loop,
            Time = told?.Time,
            Error = told?.Error,
            Attempts = told?.Attempts,
        };
    }

    private static bool? Truth(V1Condition? condition) => condition?.Status switch { "True" => true, "False" => false, _ => null };
}
