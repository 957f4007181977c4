namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>
/// How a version is drawn, in every chart alike: a colour of the style sheet, and a shape and a dash for those who do not see it.
/// </summary>
internal static class SeriesStyle
{
    private const int Colors = 4;

    public static string CssClass(int series) => $"s{series % Colors}";

    /// <summary>Of the point at a horizontal position.</summary>
    public static void Marker(HtmlWriter html, int series, string x, double y)
    {
        var style = $"marker {CssClass(series)}";
        if (series % 2 == 0)
        {
            html.Empty("circle", ("class", style), ("cx", x), ("cy", Chart.Number(y)), ("r", "3.5"));
        }
        else
        {
            html.Empty(
                "rect",
                ("class", style),
                ("x", x),
                ("y", Chart.Number(y - 3.5)),
                ("width", "7"),
                ("height", "7"),
                ("transform", "translate(-3.5 0)"));
        }
    }

    /// <summary>Who is who, with what each had last.</summary>
    public static void Legend(HtmlWriter html, IEnumerable<(int Series, string Name, string Value)> entries)
    {
        using (html.Element("ul", ("class", "legend")))
        {
            foreach (var (series, name, value) in entries)
            {
                using (html.Element("li"))
                {
                    Swatch(html, series);
                    html.Isolated("span", name);
                    if (value.Length > 0)
                    {
                        html.Text("strong", value);
                    }
                }
            }
        }
    }

    private static void Swatch(HtmlWriter html, int series)
    {
        using (html.Element("svg", ("class", "swatch"), ("width", "22"), ("height", "12"), ("aria-hidden", "true")))
        {
            html.Text("title", "Mark of the version");
            Chart.Line(html, $"line {CssClass(series)}", "0", 6, "22", 6);
            Marker(html, series, "11", 6);
        }
    }
}
