using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Sections;

internal static class ValuesSection
{
    public static void Write(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("section", ("aria-labelledby", "values")))
        {
            html.Text("h2", "Latest observed values", ("id", "values"));
            if (report.Metrics.Count == 0)
            {
                HtmlParts.Nothing(html, "No metric has been measured yet.");
                return;
            }

            using (HtmlParts.ScrollingTable(html, "Latest observed values"))
            using (html.Element("table"))
            {
                HtmlParts.Caption(html, "Every metric of the last loop.");
                HtmlParts.HeadRow(html, ["Metric", .. report.Versions.Select(version => version.Name)]);
                using (html.Element("tbody"))
                {
                    foreach (var metric in report.Metrics)
                    {
                        WriteMetric(html, metric, report.Versions);
                    }
                }
            }
        }
    }

    private static void WriteMetric(HtmlWriter html, ReportMetric metric, IReadOnlyList<ReportVersion> versions)
    {
        using (html.Element("tr"))
        {
            using (html.Element("th", ("scope", "row")))
            {
                html.Isolated("span", metric.Name, ("class", "name"));
                if (metric.Description is { } description)
                {
                    html.Sentence("small", description);
                }
            }

            foreach (var version in versions)
            {
                WriteValue(html, metric, version.Name);
            }
        }
    }

    private static void WriteValue(HtmlWriter html, ReportMetric metric, string version)
    {
        if (metric.Values.TryGetValue(version, out var value))
        {
            html.Text("td", Numbers.Rounded(value, metric.Units), ("class", "number"));
            return;
        }

        using (html.Element("td", ("class", "number")))
        {
            html.Text("span", "no data");
            if (metric.Reasons.TryGetValue(version, out var reason))
            {
                html.Sentence("small", reason);
            }
        }
    }
}
