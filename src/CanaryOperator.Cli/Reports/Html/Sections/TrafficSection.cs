using CanaryOperator.Cli.Reports.Html.Charts;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Sections;

internal static class TrafficSection
{
    public static void Write(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("section", ("aria-labelledby", "traffic")))
        {
            html.Text("h2", "Versions and their traffic", ("id", "traffic"));
            VersionsTable.Write(html, report.Versions);
            // A loop that failed early has not looked at the traffic.
            List<ReportLoop> history = [.. report.History.Where(loop => loop.Versions.Count > 0)];
            if (history.Count == 0)
            {
                HtmlParts.Nothing(html, "No loop has seen the traffic yet.");
                return;
            }

            using (html.Element("figure"))
            {
                html.Text(
                    "figcaption",
                    "Share of the traffic over time, as each loop found it; "
                    + "what is missing to 100 % went to revisions that are not measured. Versions of one revision are drawn once.");
                SeriesStyle.Legend(html, report.Versions.Select((version, series) => (
                    series,
                    version.Name,
                    Share(history[^1], version.Name))));
                TrafficChart.Write(html, history, report.Versions);
                WriteTable(html, history, report.Versions);
            }
        }
    }

    /// <summary>Only the loops that changed something.</summary>
    private static void WriteTable(HtmlWriter html, List<ReportLoop> history, IReadOnlyList<ReportVersion> versions)
    {
        using (html.Element("details"))
        {
            html.Text("summary", "Numbers");
            using (HtmlParts.ScrollingTable(html, "Traffic share by loop"))
            using (html.Element("table"))
            {
                HtmlParts.Caption(html, "Traffic share, wherever it changed.");
                HtmlParts.HeadRow(html, ["From loop", "Time", .. versions.Select(version => version.Name)]);
                using (html.Element("tbody"))
                {
                    string[]? before = null;
                    foreach (var loop in history)
                    {
                        string[] shares = [.. versions.Select(version => Share(loop, version.Name))];
                        if (before is null || !shares.SequenceEqual(before))
                        {
                            WriteRow(html, loop, shares);
                        }

                        before = shares;
                    }
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, ReportLoop loop, string[] shares)
    {
        using (html.Element("tr"))
        {
            html.Text("th", $"{loop.Loop}", ("scope", "row"));
            html.Text("td", Times.Full(loop.Time));
            foreach (var share in shares)
            {
                html.Text("td", share);
            }
        }
    }

    private static string Share(ReportLoop loop, string version)
        => loop.Find(version)?.TrafficPercent is { } percent ? $"{percent} %" : "not routed";
}
