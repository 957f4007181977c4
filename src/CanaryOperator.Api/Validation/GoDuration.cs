using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryOperator.Api.Validation;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>-1.5s</c>, <c>0</c>.</summary>
public static partial class GoDuration
{
    /// <summary>Nobody means longer ones, and the time to match grows with the square.</summary>
    private const int LongestText = 100;

    /// <summary>In seconds; null when it is not a duration or longer than Go can count (292 years).</summary>
    public static decimal? Seconds(string text)
    {
        if (text is "0" or "+0" or "-0")
        {
            return 0;
        }

        var match = text.Length <= LongestText ? Duration().Match(text) : Match.Empty;
        if (!match.Success)
        {
            return null;
        }

        var seconds = 0m;
        foreach (var (number, unit) in match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures))
        {
            if (!decimal.TryParse(number.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || count > long.MaxValue)
            {
                return null;
            }

            seconds += count * SecondsPer(unit.Value);
        }

        const decimal longest = long.MaxValue / 1_000_000_000m;
        return seconds > longest ? null : text[0] == '-' ? -seconds : seconds;
    }

    /// <summary>Down to 100 ns; null when it is not a duration or longer than Go can count.</summary>
    public static TimeSpan? ToTimeSpan(string text) =>
        Seconds(text) is { } seconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    private static decimal SecondsPer(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 0.001m,
        "ns" => 0.000_000_001m,
        _ => 0.000_001m,
    };

    [GeneratedRegex(
        @"\A[-+]?((?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h))+\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Duration();
}
