using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Doctoring;

/// <summary>What several metrics without data have in common, in words that tell what to do.</summary>
internal static class DiagnosedProblems
{
    public static IEnumerable<string> Of(
        ExperimentStatus status, IReadOnlyList<DiagnosedMetric> metrics, IReadOnlyList<Objective> objectives) =>
    [
        .. Conditions(status, metrics),
        .. metrics.GroupBy(metric => metric.Source).SelectMany(source => Source(source.Key, [.. source])),
        .. (status.Versions ?? []).SelectMany(
            version => Version(version, [.. metrics.Where(metric => metric.Version == version.Name)])),
        .. Objectives(metrics, objectives),
    ];

    private static IEnumerable<string> Conditions(ExperimentStatus status, IReadOnlyList<DiagnosedMetric> metrics)
    {
        if (status.Condition(ExperimentConditionTypes.Valid) is { Status: "False" } invalid)
        {
            yield return $"The Experiment cannot be carried out: {invalid.Message}";
        }

        if (status.Condition(ExperimentConditionTypes.TargetReady) is { Status: "False" } notReady)
        {
            yield return $"The target is the problem: {notReady.Message}. `kubectl canary get` shows what becomes of it.";
        }

        if (metrics.Count == 0 && status.Loops is not null)
        {
            yield return status.LastError is { } error
                ? $"Nothing was measured: {error}"
                : "There is nothing to measure: spec.metrics is empty.";
        }
    }

    private static IEnumerable<string> Source(string source, IReadOnlyList<DiagnosedMetric> metrics)
    {
        if (metrics.All(metric => metric.Failed) && metrics.Select(metric => metric.Reason).Distinct().Count() == 1)
        {
            yield return $"{source} cannot be measured: {metrics[0].Reason?.TrimEnd('.')}. "
                + "Its address (spec.metrics[].url, the template's url, the operator's --experiments-prometheus-url) must be one that "
                + "the operator may ask (--experiments-allowed-urls; in the chart experiments.allowedUrls) and can reach from its pod; "
                + "credentials are those of its Secret.";
        }
    }

    private static IEnumerable<string> Version(VersionStatus version, IReadOnlyList<DiagnosedMetric> metrics)
    {
        if (metrics.Any(metric => metric.HasData || metric.Failed))
        {
            if (version.Requests == 0)
            {
                yield return $"{version.Name} ({version.Revision}) had no requests in the window: "
                    + "rates and latencies of none have no value. Send some, or look back farther (window).";
            }

            yield break;
        }

        if (version.Revision is null)
        {
            var reason = metrics is [var any, ..] ? any.Reason : "the InferenceService's status names none";
            yield return $"{version.Name} has no revision: {reason}.";
        }
        else if (metrics.Count > 0)
        {
            yield return $"Nothing is known of {version.Name} ({version.Revision}): either it had no requests since its pods are scraped, "
                + "or they are not. Look at Prometheus's targets for the pods of the revision, "
                + "and ask it the query below without its labels.";
        }
    }

    private static IEnumerable<string> Objectives(IReadOnlyList<DiagnosedMetric> metrics, IReadOnlyList<Objective> objectives)
    {
        var known = metrics.Where(metric => metric.Metric.Contains('/', StringComparison.Ordinal)).ToList();
        return objectives.Select(objective => objective.Metric ?? "")
            .Where(wanted => known.Any(metric => metric.Source == wanted.Split('/')[0]) && known.All(metric => metric.Metric != wanted))
            .Select(wanted => $"An objective is about {wanted}, and there is no such metric.");
    }
}
