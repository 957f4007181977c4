using CanaryOperator.Cli.Reports.Html.Charts;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Sections;

/// <summary>Each metric over the loops, as small charts of one kind, with their numbers to open.</summary>
internal static class LoopsSection
{
    /// <summary>Of all tables together: keeps the page of the largest possible history below 500 kB.</summary>
    private const int MostRows = 800;

    public static void Write(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("section", ("aria-labelledby", "loops")))
        {
            html.Text("h2", "Over the loops", ("id", "loops"));
            if (report.History.Count == 0)
            {
                HtmlParts.Nothing(html, "No loop has run yet.");
                return;
            }

            WriteStrip(html, report);
            var all = LoopSeries.Of(report);
            using (html.Element("div", ("class", "multiples")))
            {
                foreach (var series in all)
                {
                    WriteMetric(html, series, Math.Max(1, MostRows / all.Count));
                }
            }
        }
    }

    private static void WriteStrip(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("figure"))
        {
            var kept = report.History.Count < report.Summary.Loops ? $" Older ones are thinned out: {report.Summary.Loops} have run." : "";
            var loopsShown = report.History.Count == 1 ? "one loop" : $"{report.History.Count} loops, the oldest first";
            html.Text("figcaption", $"Verdict of {loopsShown}.{kept}");
            VerdictStrip.Write(html, report.History);
            using (html.Element("ul", ("class", "legend")))
            {
                foreach (var (verdict, loops) in VerdictStrip.Count(report.History))
                {
                    using (html.Element("li"))
                    {
                        html.Text("span", verdict is null ? "× Failed" : $"{VerdictWords.Mark(verdict)} {VerdictWords.Title(verdict)}");
                        html.Text("strong", $"{loops}");
                    }
                }
            }
        }
    }

    private static void WriteMetric(HtmlWriter html, LoopSeries series, int mostRows)
    {
        using (html.Element("figure"))
        {
            using (html.Element("figcaption"))
            {
                html.Isolated("span", series.Metric, ("class", "name"));
                foreach (var limit in series.Limits)
                {
                    var far = LoopChart.IsFar(series, limit);
                    var remark = far ? ", too far from the values to be drawn" : "";
                    html.Text(
                        "small",
                        $"limit {Numbers.WithUnits(Numbers.Exact(limit), series.Units)}{remark}",
                        ("class", far ? null : "limit-key"));
                }
            }

            SeriesStyle.Legend(html, series.Versions.Select((version, index) => (
                index,
                version.Name,
                version.Values[^1] is { } value ? Numbers.Rounded(value, series.Units) : "no data")));
            LoopChart.Write(html, series);
            WriteTable(html, series, mostRows);
        }
    }

    private static void WriteTable(HtmlWriter html, LoopSeries series, int mostRows)
    {
        var first = Math.Max(0, series.History.Count - mostRows);
        using (html.Element("details"))
        {
            html.Text("summary", "Numbers");
            using (HtmlParts.ScrollingTable(html, $"{series.Metric} by loop"))
            using (html.Element("table"))
            {
                HtmlParts.Caption(html, series.Metric + (first > 0 ? $", the latest {mostRows} loops; the JSON report has more" : ""));
                HtmlParts.HeadRow(html, ["Loop", "Time", .. series.Versions.Select(version => version.Name)]);
                using (html.Element("tbody"))
                {
                    for (var loop = first; loop < series.History.Count; loop++)
                    {
                        WriteRow(html, series, loop);
                    }
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, LoopSeries series, int loop)
    {
        using (html.Element("tr"))
        {
            html.Text("th", $"{series.History[loop].Loop}", ("scope", "row"));
            html.Text("td", Times.Full(series.History[loop].Time));
            foreach (var (_, values) in series.Versions)
            {
                html.Text("td", values[loop] is { } value ? Numbers.Rounded(value) : "no data");
            }
        }
    }
}
