using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Sections;

internal static class EventsSection
{
    private const int MostRows = 100;

    public static void Write(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("section", ("aria-labelledby", "events")))
        {
            html.Text("h2", "What happened when", ("id", "events"));
            if (report.Events.Count == 0)
            {
                HtmlParts.Nothing(html, "Nothing yet.");
                return;
            }

            using (HtmlParts.ScrollingTable(html, "What happened when"))
            using (html.Element("table", ("class", "events")))
            {
                HtmlParts.Caption(html, report.Events.Count > MostRows
                    ? $"The latest {MostRows} of {report.Events.Count} changes, the newest first; the JSON report has all."
                    : "Changes of the verdict, of revisions and of shares, and failed loops; the newest first.");
                HtmlParts.HeadRow(html, "Time", "Loop", "What", "Details");
                using (html.Element("tbody"))
                {
                    foreach (var change in report.Events.Reverse().Take(MostRows))
                    {
                        WriteRow(html, change);
                    }
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, ReportEvent change)
    {
        using (html.Element("tr"))
        {
            using (html.Element("td"))
            {
                HtmlParts.Time(html, change.Time);
            }

            html.Text("td", EventWords.Loops(change), ("class", "number"));
            html.Text("th", EventWords.What(change.Type), ("scope", "row"));
            html.Sentence("td", change.Message);
        }
    }
}
