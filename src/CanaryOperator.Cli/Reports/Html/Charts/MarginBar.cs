using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>A value beside its limits. It repeats the numbers of its row, so screen readers pass over it.</summary>
internal static class MarginBar
{
    private const int Height = 14;

    public static void Write(HtmlWriter html, ReportObjective objective, ReportResult result)
    {
        if (result.Value is not { } value)
        {
            return;
        }

        double[] limits = [.. new[] { objective.Lower, objective.Upper }.OfType<double>()];
        var most = limits.Append(value).Append(0).Max(Math.Abs);
        var scale = Scale.Of(limits.Append(value).Append(most == 0 ? 1 : 0).Select(number => number * 1.1));
        var (start, end) = (scale.Percent(Math.Min(0, value)), scale.Percent(Math.Max(0, value)));
        using (html.Element("svg", ("class", "margin"), ("height", $"{Height}"), ("aria-hidden", "true")))
        {
            html.Text("title", $"{Numbers.Rounded(value, objective.Units)}, limit {Numbers.Limit(objective)}");
            Chart.Rectangle(html, "track", "0%", 3, "100%", 8);
            Chart.Rectangle(html, $"bar {VerdictWords.CssClass(result.Verdict)}", Chart.Percent(start), 3, Chart.Percent(end - start), 8);
            foreach (var limit in limits)
            {
                Chart.Line(html, "limit", Chart.Percent(scale.Percent(limit)), 0, Chart.Percent(scale.Percent(limit)), Height);
            }
        }
    }
}
