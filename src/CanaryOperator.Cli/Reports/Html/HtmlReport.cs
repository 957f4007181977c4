using CanaryOperator.Cli.Reports.Html.Sections;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html;

/// <summary>The verdict first, then the numbers behind it, then how it came to be.</summary>
internal static class HtmlReport
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    public static string Write(ExperimentReport report)
    {
        var html = new HtmlWriter();
        html.Doctype();
        using (html.Element("html", ("lang", "en")))
        {
            WriteHead(html, report);
            using (html.Element("body"))
            {
                html.Text("a", "Skip to the objectives", ("class", "skip"), ("href", "#objectives"));
                VerdictSection.Write(html, report);
                using (html.Element("main"))
                {
                    ObjectivesSection.Write(html, report);
                    LatencySection.Write(html, report);
                    TrafficSection.Write(html, report);
                    LoopsSection.Write(html, report);
                    ValuesSection.Write(html, report);
                    EventsSection.Write(html, report);
                }

                WriteFooter(html, report);
            }
        }

        return html.ToString();
    }

    private static void WriteHead(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("head"))
        {
            html.Empty("meta", ("charset", "utf-8"));
            html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", ContentSecurityPolicy));
            html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
            // Without it a browser asks the server for one.
            html.Empty("link", ("rel", "icon"), ("href", "data:,"));
            html.Text("title", $"{VerdictWords.Title(report.Verdict)}: {report.Name}");
            html.Style(StyleSheet.Text);
        }
    }

    private static void WriteFooter(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("footer"))
        {
            html.Text("p", $"Made {Times.Full(report.GeneratedTime)} by kubectl canary. All times are UTC.");
            html.Text("p", "The experiment measures and judges; it never changes traffic.");
        }
    }
}
