using System.Text;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Reports.Html;

/// <summary>
/// Writes elements that are well-formed as XML too. Every text and attribute is escaped and passes <see cref="PlainText"/>: there is no
/// way to write raw markup, other than the program's own style sheet.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _page = new();
    private int _depth;
    private int _ids;

    /// <summary>Unique in the page.</summary>
    public string NextId(string prefix) => $"{prefix}-{++_ids}";

    public Scope Element(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Indent();
        Open(name, attributes);
        _page.Append(">\n");
        _depth++;
        return new(this, name);
    }

    /// <summary>An element with nothing but text, on one line.</summary>
    public void Text(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Indent();
        Open(name, attributes);
        _page.Append('>');
        Escape(text);
        _page.Append("</").Append(name).Append(">\n");
    }

    /// <summary>A name of others: its direction stays its own.</summary>
    public void Isolated(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
        => Isolated(name, text, "auto", attributes);

    /// <summary>An English sentence, with names in it that may be of another direction.</summary>
    public void Sentence(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
        => Isolated(name, text, "ltr", attributes);

    public void Empty(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Indent();
        Open(name, attributes);
        _page.Append("/>\n");
    }

    /// <summary>Must hold neither <c>&lt;</c> nor <c>&amp;</c>.</summary>
    public void Style(string sheet) => _page.Append("<style>\n").Append(sheet).Append("</style>\n");

    public void Doctype() => _page.Append("<!DOCTYPE html>\n");

    public override string ToString() => _page.ToString();

    private void Isolated(string name, string? text, string direction, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Indent();
        Open(name, attributes);
        _page.Append("><bdi dir=\"").Append(direction).Append("\">");
        Escape(text);
        _page.Append("</bdi></").Append(name).Append(">\n");
    }

    private void Open(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _page.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                _page.Append(' ').Append(attribute).Append("=\"");
                Escape(value);
                _page.Append('"');
            }
        }
    }

    private void Escape(string? text)
    {
        foreach (var character in PlainText.Of(text))
        {
            _ = character switch
            {
                '&' => _page.Append("&amp;"),
                '<' => _page.Append("&lt;"),
                '>' => _page.Append("&gt;"),
                '"' => _page.Append("&quot;"),
                '\'' => _page.Append("&#39;"),
                _ => _page.Append(character),
            };
        }
    }

    private void Indent() => _page.Append(' ', _depth);

    internal readonly ref struct Scope(HtmlWriter writer, string name)
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Indent();
            writer._page.Append("</").Append(name).Append(">\n");
        }
    }
}
