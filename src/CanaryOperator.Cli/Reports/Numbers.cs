using System.Globalization;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports;

/// <summary>Numbers as people read them; the JSON report has them in full.</summary>
internal static class Numbers
{
    public const string None = "–";

    /// <summary>About three digits that matter; whole numbers in full up to a billion.</summary>
    public static string Rounded(double value)
    {
        var format = Math.Abs(value) switch
        {
            0 => "0",
            >= 1e9 or < 1e-4 => "0.##e+0",
            >= 100 => "#,0.#",
            >= 1 => "#,0.##",
            >= 0.01 => "0.####",
            _ => "0.######",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string Rounded(double? value, string? units) => value is { } number ? WithUnits(Rounded(number), units) : None;

    /// <summary>A limit is never rounded: a value that breaks it must not look equal to it.</summary>
    public static string Exact(double value)
        => value.ToString(Math.Abs(value) is >= 1e12 or (< 1e-6 and > 0) ? "R" : "#,0.##########", CultureInfo.InvariantCulture);

    public static string Limit(ReportObjective objective) => (objective.Lower, objective.Upper) switch
    {
        ({ } lower, { } upper) => WithUnits($"{Exact(lower)} to {Exact(upper)}", objective.Units),
        (null, { } upper) => WithUnits($"≤ {Exact(upper)}", objective.Units),
        ({ } lower, null) => WithUnits($"≥ {Exact(lower)}", objective.Units),
        _ => None,
    };

    /// <summary>As in <c>+12.5 ms (17 %)</c>; a minus tells by how much the limit is broken.</summary>
    public static string Margin(ReportResult result, string? units)
    {
        if (result.Margin is not { } margin)
        {
            return None;
        }

        var sign = margin > 0 ? "+" : "";
        var amount = WithUnits(sign + Rounded(margin).Replace('-', '−'), units);
        return result.MarginPercent is { } percent
            ? $"{amount} ({Math.Abs(percent).ToString("#,0", CultureInfo.InvariantCulture)} %)"
            : amount;
    }

    public static string WithUnits(string number, string? units) => units is null ? number : $"{number} {units}";
}
