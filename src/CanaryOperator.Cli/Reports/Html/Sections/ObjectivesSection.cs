using CanaryOperator.Cli.Reports.Html.Charts;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Sections;

internal static class ObjectivesSection
{
    public static void Write(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("section", ("aria-labelledby", "objectives")))
        {
            html.Text("h2", "Objectives by version", ("id", "objectives"));
            if (report.Objectives.Count == 0)
            {
                HtmlParts.Nothing(html, "The experiment has no objectives: it measures and judges nothing.");
                return;
            }

            using (HtmlParts.ScrollingTable(html, "Objectives by version"))
            using (html.Element("table", ("class", "objectives")))
            {
                HtmlParts.Caption(html, "Value, limit and margin of the last loop. A negative margin tells by how much a limit is broken.");
                HtmlParts.HeadRow(html, "Objective", "Version", "Verdict", "Value", "Margin", "Requests");
                foreach (var objective in report.Objectives)
                {
                    WriteObjective(html, objective);
                }
            }

            if (report.Schedule.MinimumRequests > 1)
            {
                html.Text("p", $"A version is judged from {report.Schedule.MinimumRequests} requests on.", ("class", "remark"));
            }
        }
    }

    private static void WriteObjective(HtmlWriter html, ReportObjective objective)
    {
        using (html.Element("tbody"))
        {
            var first = true;
            foreach (var result in objective.Versions)
            {
                using (html.Element("tr"))
                {
                    if (first)
                    {
                        WriteName(html, objective);
                    }

                    WriteResult(html, objective, result);
                }

                first = false;
            }
        }
    }

    private static void WriteName(HtmlWriter html, ReportObjective objective)
    {
        using (html.Element("th", ("scope", "rowgroup"), ("rowspan", $"{objective.Versions.Count}")))
        {
            html.Isolated("span", objective.Metric, ("class", "name"));
            html.Text("span", Numbers.Limit(objective), ("class", "promise"));
            if (objective.Description is { } description)
            {
                html.Sentence("small", description);
            }
        }
    }

    private static void WriteResult(HtmlWriter html, ReportObjective objective, ReportResult result)
    {
        html.Isolated("th", result.Version, ("scope", "row"), ("class", "version"));
        using (html.Element("td"))
        {
            HtmlParts.Verdict(html, result.Verdict);
            if (result.Message is { } message)
            {
                html.Sentence("small", message);
            }
        }

        html.Text("td", Numbers.Rounded(result.Value, objective.Units), ("class", "number"));
        using (html.Element("td", ("class", "number")))
        {
            html.Text("span", Numbers.Margin(result, objective.Units));
            MarginBar.Write(html, objective, result);
        }

        html.Text("td", Numbers.Rounded(result.Requests, units: null), ("class", "number"));
    }
}
