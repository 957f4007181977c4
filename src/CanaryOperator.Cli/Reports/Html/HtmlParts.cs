namespace CanaryOperator.Cli.Reports.Html;

/// <summary>Small things that several sections have.</summary>
internal static class HtmlParts
{
    /// <summary>A mark and a word, so that the colour only repeats what is said.</summary>
    public static void Verdict(HtmlWriter html, string? verdict)
    {
        using (html.Element("span", ("class", $"badge {VerdictWords.CssClass(verdict)}")))
        {
            html.Text("span", VerdictWords.Mark(verdict), ("aria-hidden", "true"));
            html.Text("span", VerdictWords.Title(verdict));
        }
    }

    public static void Time(HtmlWriter html, DateTimeOffset time)
        => html.Text("time", Times.Full(time), ("datetime", Times.Machine(time)));

    /// <summary>Scrolls by itself when the window is too narrow, by keyboard too.</summary>
    public static HtmlWriter.Scope ScrollingTable(HtmlWriter html, string label)
        => html.Element("div", ("class", "scroll"), ("role", "region"), ("aria-label", label), ("tabindex", "0"));

    /// <summary>The element within can be narrower than a table that scrolls.</summary>
    public static void Caption(HtmlWriter html, string text)
    {
        using (html.Element("caption"))
        {
            html.Sentence("span", text);
        }
    }

    public static void HeadRow(HtmlWriter html, params ReadOnlySpan<string> columns)
    {
        using (html.Element("thead"))
        using (html.Element("tr"))
        {
            foreach (var column in columns)
            {
                html.Isolated("th", column, ("scope", "col"));
            }
        }
    }

    public static void Nothing(HtmlWriter html, string sentence) => html.Text("p", sentence, ("class", "nothing"));
}
