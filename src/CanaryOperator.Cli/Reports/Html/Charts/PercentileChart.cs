using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>A group of bars for each metric, one bar for each version, and the limits across them.</summary>
internal static class PercentileChart
{
    private const int TitleHeight = 20;
    private const int BarHeight = 14;
    private const int Gap = 18;

    public static void Write(HtmlWriter html, string title, IReadOnlyList<LatencyRow> rows, IReadOnlyList<ReportVersion> versions)
    {
        var scale = Scale.Of(rows.SelectMany(row => row.Metric.Values.Values.Concat(row.Limits)));
        var rowHeight = TitleHeight + versions.Count * BarHeight + Gap;
        using (Chart.Open(html, "percentiles", rows.Count * rowHeight, title, Describe(rows, versions)))
        {
            for (var index = 0; index < rows.Count; index++)
            {
                WriteRow(html, rows[index], versions, scale, index * rowHeight);
            }
        }
    }

    private static void WriteRow(HtmlWriter html, LatencyRow row, IReadOnlyList<ReportVersion> versions, Scale scale, int top)
    {
        Chart.Label(html, "row", row.Label, "0", top + 13);
        for (var series = 0; series < versions.Count; series++)
        {
            if (row.Metric.Values.TryGetValue(versions[series].Name, out var value))
            {
                WriteBar(html, series, Width(scale, value), top + TitleHeight + series * BarHeight);
            }
        }

        var bottom = top + TitleHeight + versions.Count * BarHeight + 3;
        foreach (var limit in row.Limits)
        {
            var x = Chart.Percent(scale.Percent(limit));
            Chart.Line(html, "limit", x, top + TitleHeight - 4, x, bottom);
            Chart.Label(html, "limit-label", $"limit {Numbers.Exact(limit)}", x, top + 13);
        }

        // Last, so that no limit crosses them out.
        for (var series = 0; series < versions.Count; series++)
        {
            WriteValue(html, row, versions[series].Name, scale, top + TitleHeight + series * BarHeight);
        }
    }

    private static void WriteBar(HtmlWriter html, int series, string width, int top)
    {
        Chart.Rectangle(html, $"bar {SeriesStyle.CssClass(series)}", "0", top + 1, width, BarHeight - 3);
        SeriesStyle.Marker(html, series, width, top + 1 + (BarHeight - 3) / 2d);
    }

    private static void WriteValue(HtmlWriter html, LatencyRow row, string version, Scale scale, int top)
    {
        var measured = row.Metric.Values.TryGetValue(version, out var value);
        var text = measured ? Numbers.Rounded(value, row.Metric.Units) : "no data";
        Chart.Label(html, "value", text, measured ? Width(scale, value) : "0", top + 11, 9);
    }

    private static string Width(Scale scale, double value) => Chart.Percent(Math.Max(0, scale.Percent(value)));

    private static string Describe(IReadOnlyList<LatencyRow> rows, IReadOnlyList<ReportVersion> versions)
        => string.Join("; ", rows.Select(row => $"{row.Label}: " + string.Join(", ", versions.Select(version =>
            $"{version.Name} {(row.Metric.Values.TryGetValue(version.Name, out var value) ? Numbers.Rounded(value) : "no data")}"))));
}
