using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>A metric over the loops of the history.</summary>
internal sealed record LoopSeries
{
    public required string Metric { get; init; }

    public string? Units { get; init; }

    public required IReadOnlyList<double> Limits { get; init; }

    public required IReadOnlyList<ReportLoop> History { get; init; }

    /// <summary>One value for each loop; null without data.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<double?> Values)> Versions { get; init; }

    /// <summary>First the metrics that are promised something, then the others by name.</summary>
    public static IReadOnlyList<LoopSeries> Of(ExperimentReport report)
    {
        var promised = report.Objectives.Select(objective => objective.Metric);
        var measured = report.History.SelectMany(loop => loop.Versions).SelectMany(version => version.Values.Keys)
            .Concat(report.Metrics.Select(metric => metric.Name))
            .Order(StringComparer.Ordinal);
        return [.. promised.Concat(measured).Distinct().Select(metric => Of(report, metric))];
    }

    private static LoopSeries Of(ExperimentReport report, string metric) => new()
    {
        Metric = metric,
        Units = report.Metrics.FirstOrDefault(candidate => candidate.Name == metric)?.Units,
        Limits = [.. report.Objectives
            .Where(objective => objective.Metric == metric)
            .SelectMany(objective => new[] { objective.Lower, objective.Upper })
            .OfType<double>()
            .Distinct()],
        History = report.History,
        Versions = [.. report.Versions.Select(version => (version.Name, Values(report.History, version.Name, metric)))],
    };

    private static IReadOnlyList<double?> Values(IReadOnlyList<ReportLoop> history, string version, string metric)
        => [.. history.Select(loop => loop.Find(version)?.Values.TryGetValue(metric, out var value) == true ? value : (double?)null)];
}
