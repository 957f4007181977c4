namespace CanaryOperator.Cli.Reports.Html.Charts;

/// <summary>From values to 0..100.</summary>
internal readonly record struct Scale(double Least, double Most)
{
    /// <summary>From 0, or below it when values are, to a round number that holds every value.</summary>
    public static Scale Of(IEnumerable<double> values)
    {
        var least = 0d;
        var most = 0d;
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return least == most ? new(0, 1) : new(least == 0 ? 0 : -Round(-least), Round(most));
    }

    public double Percent(double value) => (value / 2 - Least / 2) / (Most / 2 - Least / 2) * 100;

    private static double Round(double value)
    {
        if (value is 0 or > 1e300)
        {
            return value;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        ReadOnlySpan<double> steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
        foreach (var step in steps)
        {
            if (value <= step * power)
            {
                return step * power;
            }
        }

        return 10 * power;
    }
}
