using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching;

/// <summary>Objectives as they are written on the command line: <c>SOURCE/METRIC&lt;=LIMIT</c> or <c>&gt;=</c>.</summary>
internal static class ObjectiveText
{
    /// <exception cref="CommandFailedException">It is not one.</exception>
    public static Objective Parse(string text)
    {
        var upper = text.Split("<=", 2, StringSplitOptions.TrimEntries);
        var parts = upper.Length == 2 ? upper : text.Split(">=", 2, StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 } metric, var limit] && metric.Contains('/', StringComparison.Ordinal)
            && JsonValues.Number(limit) is { } number
            ? new() { Metric = metric, Upper = upper.Length == 2 ? number : null, Lower = upper.Length == 2 ? null : number }
            : throw CommandFailedException.Usage(
                $"--objective '{text}' must be SOURCE/METRIC<=NUMBER or SOURCE/METRIC>=NUMBER, as in 'kserve-prometheus/latency-p90<=75'.");
    }

    /// <summary>
    /// One objective for each metric, in the order in which metrics are first named; a later limit replaces an earlier one.
    /// </summary>
    public static IReadOnlyList<Objective> Merge(IEnumerable<Objective> objectives) =>
    [
        .. objectives.GroupBy(objective => objective.Metric, StringComparer.Ordinal).Select(same => same.Aggregate(
            (all, next) => all with { Upper = next.Upper ?? all.Upper, Lower = next.Lower ?? all.Lower })),
    ];

    /// <summary>Those of latencies of a source that objectives name: one that nobody asked for would never have data.</summary>
    public static IEnumerable<double> Percentiles(string source, IEnumerable<Objective> objectives)
    {
        var prefix = $"{source}/latency-p";
        return objectives.Where(objective => objective.Metric!.StartsWith(prefix, StringComparison.Ordinal))
            .Select(objective => JsonValues.Number(objective.Metric![prefix.Length..])).OfType<double>();
    }
}
