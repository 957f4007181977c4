namespace CanaryOperator.Core.Analysis;

/// <summary>Numbers as a person reads them in a sentence.</summary>
internal static class Numbers
{
    private const int Digits = 4;

    /// <summary>More would show what binary fractions are rounded to.</summary>
    private const int MaxDigits = 15;

    /// <summary>All digits: a limit is shown as it was written.</summary>
    public static string Exact(double value, string? units) => WithUnits(Plain(value, MaxDigits), units);

    /// <summary>Four digits.</summary>
    public static string Rounded(double value, string? units) => WithUnits(Plain(value, Digits), units);

    /// <summary>Four digits, or as many as tell it from <paramref name="limit"/>.</summary>
    public static string Near(double value, double limit, string? units = null)
    {
        var digits = Digits;
        while (value != limit && digits < MaxDigits && Plain(value, digits) == Plain(limit, MaxDigits))
        {
            digits++;
        }

        return WithUnits(Plain(value, digits), units);
    }

    /// <summary>Two digits, as in <c>6.7 %</c>, and whole numbers above.</summary>
    public static string Percent(double fraction) => $"{Plain(fraction * 100, int.Max(2, WholeDigits(fraction * 100)))} %";

    /// <summary>Digits before the point are never rounded away, and exponents appear only where zeros would fill the line.</summary>
    private static string Plain(double value, int digits)
    {
        var whole = WholeDigits(value);
        return whole is < -6 or > MaxDigits
            ? value.ToString($"G{digits}")
            : Math.Round((decimal)value, int.Clamp(digits - whole, 0, 20)).ToString("0.####################");
    }

    private static int WholeDigits(double value) => value == 0 ? 1 : (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;

    private static string WithUnits(string number, string? units) => string.IsNullOrEmpty(units) ? number : $"{number} {units}";
}
