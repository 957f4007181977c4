using System.Text;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>The versions' shares on top of each other; a share is drawn as it was until the next loop.</summary>
internal static class TrafficChart
{
    private const int Top = 10;
    private const int PlotHeight = 130;
    private const int Height = 166;

    public static void Write(HtmlWriter html, IReadOnlyList<ReportLoop> history, IReadOnlyList<ReportVersion> versions)
    {
        var axis = new TimeAxis(history);
        using (Chart.Open(html, "traffic", Height, "Traffic share of the versions over time", Describe(history, versions)))
        {
            using (Chart.Stretched(html, Top, PlotHeight))
            {
                var floor = new long[history.Count];
                for (var series = 0; series < versions.Count; series++)
                {
                    var ceiling = Add(floor, history, versions, series);
                    html.Empty("path", ("class", $"area {SeriesStyle.CssClass(series)}"), ("d", Area(history, axis, floor, ceiling)));
                    floor = ceiling;
                }
            }

            foreach (var percent in new[] { 0, 50, 100 })
            {
                var y = Top + PlotHeight - percent / 100d * PlotHeight;
                Chart.Line(html, "grid", "0%", y, "100%", y);
                Chart.Label(html, "axis end", $"{percent} %", "0%", y + 4, -6);
            }

            axis.WriteLabels(html, Height - 6);
        }
    }

    /// <summary>0 where the revision is not routed, and where an earlier version is the same revision: nothing is counted twice.</summary>
    private static long Share(ReportLoop loop, IReadOnlyList<ReportVersion> versions, int series)
    {
        var version = loop.Find(versions[series].Name);
        var counted = versions.Take(series).Any(earlier =>
            version?.Revision is { } revision && loop.Find(earlier.Name)?.Revision == revision);
        return counted ? 0 : Math.Clamp(version?.TrafficPercent ?? 0, 0, 100);
    }

    private static long[] Add(long[] floor, IReadOnlyList<ReportLoop> history, IReadOnlyList<ReportVersion> versions, int series)
        => [.. floor.Zip(history, (below, loop) => Math.Min(100, below + Share(loop, versions, series)))];

    private static string Area(IReadOnlyList<ReportLoop> history, TimeAxis axis, long[] floor, long[] ceiling)
    {
        var forward = new StringBuilder();
        var back = "";
        for (var loop = 0; loop < history.Count; loop++)
        {
            var (start, end) = Extent(history, axis, loop);
            forward.Append($"{(loop == 0 ? 'M' : 'L')}{start} {100 - ceiling[loop]}H{end}");
            back = $"L{end} {100 - floor[loop]}H{start}" + back;
        }

        return $"{forward}{back}Z";
    }

    /// <summary>A single loop fills the chart; of several, the last one has no width: nobody has looked since.</summary>
    private static (string Start, string End) Extent(IReadOnlyList<ReportLoop> history, TimeAxis axis, int loop)
    {
        if (history.Count == 1)
        {
            return ("0", "100");
        }

        var next = history[Math.Min(loop + 1, history.Count - 1)];
        return (Chart.Number(axis.Percent(history[loop].Time)), Chart.Number(axis.Percent(next.Time)));
    }

    private static string Describe(IReadOnlyList<ReportLoop> history, IReadOnlyList<ReportVersion> versions)
        => string.Join("; ", versions.Select((version, series) =>
            $"{version.Name}: first {Share(history[0], versions, series)} %, last {Share(history[^1], versions, series)} %"));
}
