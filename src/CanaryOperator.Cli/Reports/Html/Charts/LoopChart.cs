using System.Text;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>One metric over the loops, a line for each version; a loop without data breaks the line.</summary>
internal static class LoopChart
{
    private const int Top = 14;
    private const int PlotHeight = 84;
    private const int Height = 120;

    /// <summary>More would hide the line.</summary>
    private const int MostMarkers = 24;

    /// <summary>Times the largest value.</summary>
    private const double FarLimit = 8;

    public static void Write(HtmlWriter html, LoopSeries series)
    {
        var axis = new TimeAxis(series.History);
        var limits = series.Limits.Where(limit => !IsFar(series, limit)).ToList();
        var scale = Scale.Of(series.Versions.SelectMany(version => version.Values.OfType<double>()).Concat(limits));
        using (Chart.Open(html, "loops", Height, $"{series.Metric} over the loops", Describe(series)))
        {
            WriteGrid(html, scale);
            axis.WriteLabels(html, Height - 6);
            WriteFailures(html, series, axis);
            for (var index = 0; index < series.Versions.Count; index++)
            {
                WriteVersion(html, series, index, axis, scale);
            }

            foreach (var limit in limits)
            {
                Chart.Line(html, "limit", "0%", Y(scale, limit), "100%", Y(scale, limit));
            }
        }
    }

    /// <summary>Whether drawing the limit would press the values flat.</summary>
    public static bool IsFar(LoopSeries series, double limit)
    {
        var most = series.Versions.SelectMany(version => version.Values.OfType<double>()).Select(Math.Abs).DefaultIfEmpty().Max();
        return most > 0 && Math.Abs(limit) > most * FarLimit;
    }

    private static void WriteGrid(HtmlWriter html, Scale scale)
    {
        foreach (var value in new[] { scale.Least, scale.Most / 2 + scale.Least / 2, scale.Most })
        {
            Chart.Line(html, "grid", "0%", Y(scale, value), "100%", Y(scale, value));
            Chart.Label(html, "axis end", Numbers.Rounded(value), "0%", Y(scale, value) + 4, -6);
        }
    }

    private static void WriteFailures(HtmlWriter html, LoopSeries series, TimeAxis axis)
    {
        foreach (var loop in series.History.Where(loop => loop.Verdict is null))
        {
            Chart.Label(html, "failure middle", "×", Chart.Percent(axis.Percent(loop.Time)), Top + PlotHeight + 4);
        }
    }

    private static void WriteVersion(HtmlWriter html, LoopSeries series, int index, TimeAxis axis, Scale scale)
    {
        var values = series.Versions[index].Values;
        using (Chart.Stretched(html, Top, PlotHeight))
        {
            html.Empty("path", ("class", $"line {SeriesStyle.CssClass(index)}"), ("d", Path(series, values, axis, scale)));
        }

        var measured = Enumerable.Range(0, values.Count).Where(loop => values[loop] is not null).ToList();
        foreach (var loop in measured.Count > MostMarkers ? measured[^1..] : measured)
        {
            SeriesStyle.Marker(html, index, Chart.Percent(axis.Percent(series.History[loop].Time)), Y(scale, values[loop]!.Value));
        }
    }

    private static string Path(LoopSeries series, IReadOnlyList<double?> values, TimeAxis axis, Scale scale)
    {
        var path = new StringBuilder();
        var drawing = false;
        for (var loop = 0; loop < values.Count; loop++)
        {
            if (values[loop] is { } value)
            {
                path.Append(drawing ? 'L' : 'M').Append(Chart.Number(axis.Percent(series.History[loop].Time))).Append(' ');
                path.Append(Chart.Number(100 - scale.Percent(value)));
            }

            drawing = values[loop] is not null;
        }

        return path.ToString();
    }

    private static string Describe(LoopSeries series) => string.Join("; ", series.Versions.Select(version =>
    {
        double[] values = [.. version.Values.OfType<double>()];
        return values.Length == 0
            ? $"{version.Name}: no data"
            : $"{version.Name}: from {Numbers.Rounded(values.Min())} to {Numbers.Rounded(values.Max())}, "
                + $"last {Numbers.Rounded(values[^1])}";
    }));

    private static double Y(Scale scale, double value) => Top + PlotHeight - scale.Percent(value) / 100 * PlotHeight;
}
