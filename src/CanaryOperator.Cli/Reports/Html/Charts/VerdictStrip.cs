using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>One bar for each loop; its height tells the verdict too.</summary>
internal static class VerdictStrip
{
    private const int Height = 36;

    public static void Write(HtmlWriter html, IReadOnlyList<ReportLoop> history)
    {
        using (Chart.Open(html, "strip", Height, "Verdict of every loop, the oldest first", Describe(history)))
        {
            var width = Math.Min(100d / history.Count, 6);
            for (var index = 0; index < history.Count; index++)
            {
                var loop = history[index];
                var height = loop.Verdict is null ? 6 : BarHeight(loop.Verdict);
                Chart.Rectangle(
                    html,
                    $"bar {(loop.Verdict is null ? "failed" : VerdictWords.CssClass(loop.Verdict))}",
                    Chart.Percent(index * width),
                    Height - height,
                    Chart.Percent(width * 0.8),
                    height);
            }
        }
    }

    public static IEnumerable<(string? Verdict, int Loops)> Count(IEnumerable<ReportLoop> history)
        => history.GroupBy(loop => loop.Verdict).Select(group => (group.Key, group.Count()));

    private static int BarHeight(string verdict) => verdict switch
    {
        Api.Experiments.Verdicts.Satisfied => 36,
        Api.Experiments.Verdicts.Violated => 26,
        _ => 16,
    };

    private static string Describe(IReadOnlyList<ReportLoop> history)
        => string.Join(", ", Count(history).Select(group =>
            $"{(group.Verdict is null ? "failed" : VerdictWords.InText(group.Verdict))}: {group.Loops}"));
}
