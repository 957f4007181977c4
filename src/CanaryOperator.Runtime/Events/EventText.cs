using System.Text;

namespace CanaryOperator.Runtime.Events;

/// <summary>The API server's limits on what an event says; beyond them it refuses the whole event.</summary>
internal static class EventText
{
    internal const int MaxNoteBytes = 1024;
    internal const int MaxNameLength = 253;
    internal const int MaxInstanceLength = 128;

    private const string Ellipsis = "...";

    public static string TruncateNote(string note) => Encoding.UTF8.GetByteCount(note) <= MaxNoteBytes
        ? note
        : Truncate(note, MaxNoteBytes - Ellipsis.Length) + Ellipsis;

    public static string TruncateInstance(string instance) => Truncate(instance, MaxInstanceLength);

    /// <summary>A name unique to the object and the time.</summary>
    public static string Name(string regarding, long unixNanoseconds)
    {
        var suffix = $".{unixNanoseconds:x}";
        var room = MaxNameLength - suffix.Length;

        // A part of a DNS name must not end in a dash.
        var start = regarding.Length <= room ? regarding : regarding[..room].TrimEnd('-', '.');
        return start + suffix;
    }

    /// <summary>The longest start of the text that fits into so many bytes of UTF-8, without half a character.</summary>
    private static string Truncate(string text, int maxBytes)
    {
        var (bytes, chars) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                break;
            }

            chars += rune.Utf16SequenceLength;
        }

        return text[..chars];
    }
}
