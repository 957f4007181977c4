using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryOperator.Api.Pods;

/// <summary>Amounts as Kubernetes writes them: <c>500m</c>, <c>2Gi</c>, <c>1e3</c>.</summary>
internal static partial class Quantity
{
    /// <summary>Nobody means longer ones, and the time to match grows with the square.</summary>
    private const int LongestText = 100;

    private static readonly Dictionary<string, decimal> Factors = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["n"] = 1e-9m, ["u"] = 1e-6m, ["m"] = 1e-3m,
        ["k"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m, ["T"] = 1e12m, ["P"] = 1e15m, ["E"] = 1e18m,
        ["Ki"] = 1L << 10, ["Mi"] = 1L << 20, ["Gi"] = 1L << 30, ["Ti"] = 1L << 40, ["Pi"] = 1L << 50, ["Ei"] = 1L << 60,
    };

    /// <summary>Whether it is one; the value of one that is too large to count is null.</summary>
    public static bool TryParse(string text, out decimal? value)
    {
        value = null;
        var match = text.Length <= LongestText ? Pattern().Match(text) : Match.Empty;
        if (!match.Success)
        {
            return false;
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var suffix = match.Groups["suffix"].Value;
        var factor = Factors.TryGetValue(suffix, out var known) ? known : 1;
        var digits = factor == 1 ? text : match.Groups["number"].Value;
        if (decimal.TryParse(digits, style, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < decimal.MaxValue / Factors["Ei"])
        {
            value = number * factor;
        }

        return true;
    }

    [GeneratedRegex(
        @"\A(?<number>[-+]?([0-9]+\.?[0-9]*|\.[0-9]+))(?<suffix>[numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pattern();
}
