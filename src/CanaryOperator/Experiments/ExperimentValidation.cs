using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Api.Validation;
using CanaryOperator.Core.Scheduling;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Experiments.Notifications;
using CanaryOperator.Experiments.Targets;

namespace CanaryOperator.Experiments;

/// <summary>What the author of an Experiment must change before it can run.</summary>
internal static class ExperimentValidation
{
    private const int MostVersions = 10;

    /// <summary>Objectives times versions: the status has a sentence for each.</summary>
    private const int MostResults = 60;

    public static IReadOnlyList<FieldError> Errors(Experiment experiment) =>
    [
        .. Target(experiment.Spec.Target ?? new()),
        .. Versions(experiment.Spec.Versions ?? []),
        .. Timing(experiment.Spec),
        .. Metrics(experiment.Spec.Metrics ?? []),
        .. LoadValidation.Errors(
            experiment.Spec.Load ?? [],
            TargetReader.VersionsOf(experiment.Spec).Count,
            [.. (experiment.Spec.Metrics ?? []).Select(source => source.Name)]),
        .. Objectives(experiment.Spec),
        .. NotificationValidation.Errors(experiment.Spec.Notifications ?? []),
    ];

    private static IEnumerable<FieldError> Target(ExperimentTarget target)
    {
        if (string.IsNullOrEmpty(target.InferenceService))
        {
            yield return new("spec.target.inferenceService", null, "must name an InferenceService of this namespace");
        }

        if (target.Group is not (null or WellKnown.KServeGroup or WellKnown.KFServingGroup))
        {
            yield return new("spec.target.group", target.Group, $"must be {WellKnown.KServeGroup} or {WellKnown.KFServingGroup}");
        }

        if (target.Component is { } component && Components.All.All(known => known.Key() != component))
        {
            yield return new("spec.target.component", component, "must be predictor, transformer or explainer");
        }
    }

    private static IEnumerable<FieldError> Versions(IReadOnlyList<ExperimentVersion> versions)
    {
        if (versions.Count > MostVersions)
        {
            yield return new("spec.versions", $"{versions.Count}", $"may be at most {MostVersions}");
        }

        for (var index = 0; index < versions.Count; index++)
        {
            var (field, version) = ($"spec.versions[{index}]", versions[index]);
            if (string.IsNullOrEmpty(version.Name))
            {
                yield return new($"{field}.name", null, "must say how reports call the version");
            }
            else if (versions.Take(index).Any(other => other.Name == version.Name))
            {
                yield return new($"{field}.name", version.Name, "must not be another version's too");
            }
            else if (version.Revision is null && version.Name is not (VersionNames.Candidate or VersionNames.Stable))
            {
                yield return new(
                    $"{field}.revision",
                    null,
                    $"must name a revision; only {VersionNames.Candidate} and {VersionNames.Stable} are found");
            }
        }
    }

    private static IEnumerable<FieldError> Timing(ExperimentSpec spec)
    {
        if (spec.Schedule is { } schedule && ProblemOf(schedule) is { } problem)
        {
            yield return new("spec.schedule", schedule, problem);
        }

        if (spec.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            yield return new("spec.timeZone", zone, ProblemOfZones(TimeZoneInfo.GetSystemTimeZones()));
        }

        if (spec.Limits?.Loops < 1)
        {
            yield return new("spec.limits.loops", $"{spec.Limits.Loops}", "must be at least 1");
        }

        if (spec.MinimumRequests < 0)
        {
            yield return new("spec.minimumRequests", $"{spec.MinimumRequests}", "must not be negative");
        }

        foreach (var (field, text) in new[]
        {
            ("spec.limits.deadline", spec.Limits?.Deadline), ("spec.readiness.timeout", spec.Readiness?.Timeout),
        })
        {
            if (text is not null && GoDuration.Seconds(text) is not > 0)
            {
                yield return new(field, text, "must be a duration above 0, as in 90s, 5m or 1h30m");
            }
        }
    }

    private static IEnumerable<FieldError> Metrics(IReadOnlyList<MetricSource> sources)
    {
        for (var index = 0; index < sources.Count; index++)
        {
            var (field, source) = ($"spec.metrics[{index}]", sources[index]);
            if (!DnsNames.IsLabel(source.Name ?? ""))
            {
                yield return new($"{field}.name", source.Name, "must be lower case letters, digits and -, at most 63");
            }
            else if (sources.Take(index).Any(other => other.Name == source.Name))
            {
                yield return new($"{field}.name", source.Name, "must not be another source's too");
            }

            if (string.IsNullOrEmpty(source.Template?.Name))
            {
                yield return new($"{field}.template.name", null, "must name a template");
            }

            if (source.Template?.Kind is not
                    (null or TemplateReference.BuiltIn or TemplateReference.MetricTemplate or TemplateReference.ClusterMetricTemplate))
            {
                yield return new(
                    $"{field}.template.kind", source.Template.Kind, "must be BuiltIn, MetricTemplate or ClusterMetricTemplate");
            }

            if (source.Window is { } window && GoDuration.Seconds(window) is not >= 1)
            {
                yield return new($"{field}.window", window, "must be a duration of at least 1s: there is nothing in an empty window");
            }

            foreach (var percentile in (source.LatencyPercentiles ?? []).Where(percentile => percentile is not (> 0 and < 100)))
            {
                yield return new($"{field}.latencyPercentiles", $"{percentile}", "must be above 0 and below 100");
            }
        }
    }

    private static IEnumerable<FieldError> Objectives(ExperimentSpec spec)
    {
        var objectives = spec.Objectives ?? [];
        var most = MostResults / int.Max(TargetReader.VersionsOf(spec).Count, 2);
        if (objectives.Count > most)
        {
            yield return new("spec.objectives", $"{objectives.Count}", $"may be at most {most} for so many versions");
        }

        var sources = (spec.Metrics ?? []).Select(source => source.Name)
            .Concat((spec.Load ?? []).Select(LoadSpec.NameOf))
            .ToList();
        for (var index = 0; index < objectives.Count; index++)
        {
            var (field, objective) = ($"spec.objectives[{index}]", objectives[index]);
            if (objective.Metric?.Split('/', 2) is not [var source, { Length: > 0 }] || !sources.Contains(source))
            {
                yield return new(
                    $"{field}.metric",
                    objective.Metric,
                    $"must be NAME/METRIC of one of spec.metrics or spec.load ({string.Join(", ", sources)})");
            }

            if (objective.Upper is null && objective.Lower is null)
            {
                yield return new(field, objective.Metric, "must have an upper or a lower limit");
            }
            else if (objective.Upper < objective.Lower)
            {
                yield return new($"{field}.upper", $"{objective.Upper}", $"must not be below lower, which is {objective.Lower}");
            }
        }
    }

    /// <param name="known">Without a database there is UTC alone.</param>
    internal static string ProblemOfZones(IReadOnlyCollection<TimeZoneInfo> known) => known.Count > 1
        ? "must be the IANA name of a time zone, as in Europe/Berlin"
        : "cannot be used: the operator's image has no time zone database (tzdata), so only UTC is known";

    private static string? ProblemOf(string schedule)
    {
        try
        {
            _ = CronSchedule.Parse(schedule);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
