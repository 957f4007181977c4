using System.Globalization;

namespace CanaryOperator.Core.Scheduling;

/// <summary>How one field is written: <c>*</c>, <c>?</c>, <c>5</c>, <c>1,3</c>, <c>1-5</c>, <c>*/15</c>, <c>1-5/2</c>.</summary>
/// <param name="Names">Of the values from <paramref name="Min"/> on, in capitals; empty when they have none.</param>
internal sealed record CronFieldFormat(string Field, int Min, int Max, string[] Names)
{
    /// <exception cref="FormatException">Says what is wrong, and what the field may be.</exception>
    public CronField Parse(string text)
    {
        var items = text.Split(',').Select(ParseItem).ToList();
        return new(items.Aggregate(0UL, (bits, item) => bits | item.Bits), items.Any(item => item.IsStar));
    }

    private CronField ParseItem(string item)
    {
        var (range, step) = ParseStep(item);
        if (range is "*" or "?")
        {
            return new(Bits(Min, Max, step ?? 1), IsStar: step is null or 1);
        }

        var ends = range.Split('-');
        var first = ParseValue(ends[0], item);
        var last = ends.Length switch
        {
            1 => step is null ? first : Max,
            2 => ParseValue(ends[1], item),
            _ => throw Error(item, "has too many hyphens"),
        };
        return first <= last ? new(Bits(first, last, step ?? 1), IsStar: false) : throw Error(item, "ends before it begins");
    }

    private (string Range, int? Step) ParseStep(string item)
    {
        var parts = item.Split('/');
        return parts switch
        {
            [var range] => (range, null),
            [var range, var step] when Number(step) is { } number and > 0 => (range, number),
            _ => throw Error(item, "has a step that is not one number above 0"),
        };
    }

    private int ParseValue(string text, string item)
    {
        var value = Array.IndexOf(Names, text.ToUpperInvariant()) is >= 0 and var index ? Min + index : Number(text);
        return value switch
        {
            null => throw Error(item, text.Length == 0 ? "lacks a value" : $"has \"{text}\" in it"),
            _ when value < Min => throw Error(item, $"is below {Min}"),
            _ when value > Max => throw Error(item, $"is above {Max}"),
            _ => value.Value,
        };
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ulong Bits(int first, int last, int step)
    {
        var bits = 0UL;
        for (long value = first; value <= last; value += step)
        {
            bits |= 1UL << (int)value;
        }

        return bits;
    }

    private FormatException Error(string item, string problem)
    {
        var names = Names.Length == 0 ? "" : $" or {Names[0]} to {Names[^1]}";
        return new($"The {Field} \"{item}\" {problem}; allowed are {Min} to {Max}{names}, *, lists (1,3), ranges (1-3) and steps (*/2).");
    }
}
