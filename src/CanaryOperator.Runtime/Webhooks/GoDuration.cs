using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>Durations as the API server writes them, such as <c>10s</c> or <c>1m0.5s</c>; down to milliseconds.</summary>
internal static partial class GoDuration
{
    public static TimeSpan? TryParse(string? text)
    {
        if (text is null || Pattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        return TimeSpan.FromHours(Number("h")) + TimeSpan.FromMinutes(Number("m"))
            + TimeSpan.FromSeconds(Number("s")) + TimeSpan.FromMilliseconds(Number("ms"));

        double Number(string unit) =>
            match.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
    }

    // At most nine digits each: nobody waits longer, and no sum can overflow.
    [GeneratedRegex(
        @"^(?=\d)((?<h>\d{1,9})h)?((?<m>\d{1,9})m(?!s))?((?<s>\d{1,9}(\.\d{1,9})?)s)?((?<ms>\d{1,9}(\.\d{1,9})?)ms)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pattern();
}
