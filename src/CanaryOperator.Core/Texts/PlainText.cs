using System.Globalization;
using System.Text;

namespace CanaryOperator.Core.Texts;

/// <summary>
/// Text that others wrote, made harmless to show: characters that command a terminal, turn the direction of what follows or are not
/// allowed in a page are written as <c>[U+202E]</c>, so that a reader sees that somebody tried.
/// </summary>
public static class PlainText
{
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var shown = new StringBuilder(text.Length);
        var position = 0;
        while (position < text.Length)
        {
            var valid = Rune.TryGetRuneAt(text, position, out var rune);
            var code = valid ? rune.Value : text[position];
            shown.Append(!valid || IsHidden(rune) ? Hidden(code) : rune.ToString());
            position += valid ? rune.Utf16SequenceLength : 1;
        }

        return shown.ToString();
    }

    private static bool IsHidden(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (rune.Value & 0xFFFE) == 0xFFFE;

    /// <summary>Line breaks and tabs of an error message are not an attack.</summary>
    private static string Hidden(int code) => code is '\n' or '\r' or '\t' ? " " : $"[U+{code:X4}]";
}
