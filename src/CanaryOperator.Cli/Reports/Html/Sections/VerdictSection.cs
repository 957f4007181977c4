using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Sections;

/// <summary>What can be understood in five seconds.</summary>
internal static class VerdictSection
{
    public static void Write(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("header", ("class", VerdictWords.CssClass(report.Verdict))))
        {
            html.Text("p", "Experiment report", ("class", "kicker"));
            html.Isolated("h1", report.Name);
            using (html.Element("p", ("class", "target")))
            {
                html.Sentence("span", $"{report.Target.Component} of {report.Target.InferenceService}");
                html.Sentence("span", $"namespace {report.Namespace}");
            }

            using (html.Element("div", ("class", "verdict"), ("role", "group"), ("aria-label", "Verdict")))
            {
                html.Text("span", VerdictWords.Mark(report.Verdict), ("class", "mark"), ("aria-hidden", "true"));
                using (html.Element("div"))
                {
                    html.Text("p", VerdictWords.Title(report.Verdict), ("class", "word"));
                    html.Sentence("p", report.Message, ("class", "why"));
                }
            }

            WriteNotes(html, report);
            WriteFacts(html, report);
        }
    }

    private static void WriteNotes(HtmlWriter html, ExperimentReport report)
    {
        if (report.LastError is { } error)
        {
            Note(html, report.Verdict is null ? "The last loop failed:" : "The last loop failed; the verdict is of the one before:", error);
        }

        if (report.Target.Message is { } notReady)
        {
            Note(html, "The target is not ready:", notReady);
        }

        foreach (var problem in report.Notifications.Select(notification => notification.Problem()).OfType<string>())
        {
            Note(html, "Not told:", problem);
        }

        if (report.State == ExperimentState.Suspended)
        {
            Note(html, "Suspended:", "no new loop begins until it is resumed.");
        }
    }

    private static void Note(HtmlWriter html, string what, string details)
    {
        using (html.Element("p", ("class", "note")))
        {
            html.Text("strong", what);
            html.Sentence("span", details);
        }
    }

    private static void WriteFacts(HtmlWriter html, ExperimentReport report)
    {
        using (html.Element("dl", ("class", "facts")))
        {
            var results = report.Objectives.SelectMany(objective => objective.Versions).ToList();
            var kept = results.Count(result => result.Verdict == Verdicts.Satisfied);
            Fact(html, "Objectives satisfied", results.Count == 0 ? "none set" : $"{kept} of {results.Count}");
            Fact(html, "State", StateWords.Title(report.State));
            Fact(html, "Loops", StateWords.Loops(report.Summary));
            Fact(html, "Schedule", StateWords.Schedule(report.Schedule));
            TimeFact(html, "Began", report.Schedule.StartTime, report.GeneratedTime);
            TimeFact(html, "Last loop", report.Schedule.LastLoopTime, report.GeneratedTime);
            TimeFact(html, "Next loop", report.Schedule.NextLoopTime, report.GeneratedTime);
        }
    }

    private static void Fact(HtmlWriter html, string name, string value)
    {
        using (html.Element("div"))
        {
            html.Text("dt", name);
            html.Isolated("dd", value);
        }
    }

    private static void TimeFact(HtmlWriter html, string name, DateTimeOffset? time, DateTimeOffset now)
    {
        if (time is not { } known)
        {
            return;
        }

        using (html.Element("div"))
        {
            html.Text("dt", name);
            using (html.Element("dd"))
            {
                HtmlParts.Time(html, known);
                html.Text("small", Times.Relative(known, now));
            }
        }
    }
}
