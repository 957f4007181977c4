using CanaryOperator.Cli.Reports.Html.Charts;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Sections;

internal static class LatencySection
{
    public static void Write(HtmlWriter html, ExperimentReport report)
    {
        var sources = LatencyRow.Of(report).GroupBy(row => row.Source).ToList();
        if (sources.Count == 0)
        {
            return;
        }

        using (html.Element("section", ("aria-labelledby", "latency")))
        {
            html.Text("h2", "Latency against the limits", ("id", "latency"));
            foreach (var source in sources)
            {
                using (html.Element("figure"))
                {
                    html.Sentence("figcaption", $"{source.Key}, last loop. The values are in the table of latest values below.");
                    SeriesStyle.Legend(html, report.Versions.Select((version, series) => (series, version.Name, "")));
                    PercentileChart.Write(html, $"Latency of {source.Key} by version", [.. source], report.Versions);
                }
            }
        }
    }
}
