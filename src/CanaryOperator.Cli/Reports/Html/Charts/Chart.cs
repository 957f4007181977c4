using System.Globalization;

namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>
/// The frame of drawings. Horizontal positions are percentages and vertical ones pixels, so that a drawing is as wide as its place while
/// its text keeps its size; what only a path can draw lives in a stretched <see cref="Stretched"/> with 100 by 100 units.
/// </summary>
internal static class Chart
{
    public static HtmlWriter.Scope Open(HtmlWriter html, string cssClass, int height, string title, string description)
    {
        var id = html.NextId("chart");
        var scope = html.Element(
            "svg",
            ("class", $"chart {cssClass}"),
            ("height", $"{height}"),
            ("role", "img"),
            ("aria-labelledby", $"{id}-title {id}-desc"));
        html.Text("title", title, ("id", $"{id}-title"));
        html.Text("desc", description, ("id", $"{id}-desc"));
        return scope;
    }

    public static HtmlWriter.Scope Stretched(HtmlWriter html, double top, double height) => html.Element(
        "svg",
        ("y", Number(top)),
        ("width", "100%"),
        ("height", Number(height)),
        ("viewBox", "0 0 100 100"),
        ("preserveAspectRatio", "none"));

    public static void Line(HtmlWriter html, string cssClass, string x1, double y1, string x2, double y2)
        => html.Empty("line", ("class", cssClass), ("x1", x1), ("y1", Number(y1)), ("x2", x2), ("y2", Number(y2)));

    public static void Rectangle(HtmlWriter html, string cssClass, string x, double y, string width, double height)
        => html.Empty("rect", ("class", cssClass), ("x", x), ("y", Number(y)), ("width", width), ("height", Number(height)));

    public static void Label(HtmlWriter html, string cssClass, string text, string x, double y, int shift = 0)
        => html.Text("text", text, ("class", cssClass), ("x", x), ("y", Number(y)), ("dx", shift == 0 ? null : $"{shift}"));

    public static string Percent(double value) => Number(value) + "%";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
