using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Loops;

/// <summary>Why metrics have no data, within what a status can hold.</summary>
internal static class ProblemRecording
{
    /// <summary>In bytes of JSON, for all metrics together: a history of months must not be lost to one bad loop.</summary>
    private const int ReasonBudget = 16_000;

    /// <summary>The same, for the queries of a diagnosing Experiment.</summary>
    private const int QueryBudget = 40_000;

    /// <summary>
    /// By version and name of the metric. Queries are whole or left out, the longest first: half a query cannot be asked.
    /// </summary>
    public static IReadOnlyDictionary<(string Version, string Metric), MetricProblem> Of(LoopResult result, bool withQueries)
    {
        var problems = new Dictionary<(string Version, string Metric), MetricProblem>();
        var (reasons, queries) = (ReasonBudget, QueryBudget);
        var missing = result.Measured
            .Where(measured => measured.Reading.Value is null)
            .OrderBy(measured => withQueries ? measured.Metric.Asked.Sum(query => query.Length) : 0);
        foreach (var (version, metric, reading) in missing)
        {
            var problem = new MetricProblem { Reason = reading.Reason, Failed = reading.IsFailure ? true : null };
            if ((reasons -= Size(problem)) < 0)
            {
                break;
            }

            var complete = problem with { Queries = metric.Asked };
            var isAsked = withQueries && metric.Asked.Count > 0 && result.Versions.Any(one => one.Name == version && one.Missing is null);
            var isKept = isAsked && (queries -= Size(complete)) >= 0;
            problems.TryAdd((version, metric.Name), isKept ? complete : problem);
        }

        return problems;
    }

    private static int Size(MetricProblem problem) =>
        JsonSerializer.SerializeToUtf8Bytes(problem, ApiJsonContext.Default.MetricProblem).Length;
}
