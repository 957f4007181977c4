using System.Globalization;
using System.Text.RegularExpressions;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>A latency of the last loop, with the limits that objectives give it.</summary>
internal sealed partial record LatencyRow
{
    /// <summary>Of the metric; rows of one source share a chart.</summary>
    public required string Source { get; init; }

    public required string Label { get; init; }

    public required ReportMetric Metric { get; init; }

    public required IReadOnlyList<double> Limits { get; init; }

    private double Percentile { get; init; }

    /// <summary>The mean and the percentiles, in their order; known by the names that the built-in templates and loads give them.</summary>
    public static IReadOnlyList<LatencyRow> Of(ExperimentReport report)
        => [.. report.Metrics.Select(metric => Of(metric, report)).OfType<LatencyRow>().OrderBy(row => row.Percentile)];

    private static LatencyRow? Of(ReportMetric metric, ExperimentReport report)
    {
        var match = Name().Match(metric.Name);
        if (!match.Success)
        {
            return null;
        }

        var percentile = match.Groups["percentile"];
        return new()
        {
            Source = match.Groups["source"].Value,
            Label = percentile.Success ? $"p{percentile.ValueSpan}" : "mean",
            Percentile = percentile.Success ? double.Parse(percentile.ValueSpan, CultureInfo.InvariantCulture) : -1,
            Metric = metric,
            Limits = [.. report.Objectives
                .Where(objective => objective.Metric == metric.Name)
                .SelectMany(objective => new[] { objective.Lower, objective.Upper })
                .OfType<double>()
                .Distinct()],
        };
    }

    [GeneratedRegex(
        "^(?<source>.+)/latency-(mean|p(?<percentile>[0-9]{1,3}(\\.[0-9]{1,6})?))$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
