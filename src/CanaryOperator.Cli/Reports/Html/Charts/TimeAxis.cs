using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>From times of loops to 0..100. A single loop is in the middle.</summary>
internal sealed class TimeAxis(IReadOnlyList<ReportLoop> history)
{
    private readonly DateTimeOffset _first = history[0].Time;
    private readonly DateTimeOffset _last = history[^1].Time;

    public double Percent(DateTimeOffset time) => _first == _last ? 50 : (time - _first) / (_last - _first) * 100;

    public void WriteLabels(HtmlWriter html, double y)
    {
        if (_first == _last)
        {
            Chart.Label(html, "axis middle", Times.Short(_first, _first), "50%", y);
            return;
        }

        Chart.Label(html, "axis", Times.Short(_first, _last), "0%", y);
        Chart.Label(html, "axis end", Times.Short(_last, _first), "100%", y);
    }
}
