using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Sections;

internal static class VersionsTable
{
    public static void Write(HtmlWriter html, IReadOnlyList<ReportVersion> versions)
    {
        using (HtmlParts.ScrollingTable(html, "Versions"))
        using (html.Element("table"))
        {
            HtmlParts.Caption(html, "The versions, as they were in the last loop.");
            HtmlParts.HeadRow(html, "Version", "Revision", "Share of the traffic", "Requests in the window");
            using (html.Element("tbody"))
            {
                foreach (var version in versions)
                {
                    using (html.Element("tr"))
                    {
                        html.Isolated("th", version.Name, ("scope", "row"));
                        html.Isolated("td", version.Revision ?? "not known yet");
                        html.Text("td", version.TrafficPercent is { } percent ? $"{percent} %" : Numbers.None, ("class", "number"));
                        html.Text("td", Numbers.Rounded(version.Requests, units: null), ("class", "number"));
                    }
                }
            }
        }
    }
}
