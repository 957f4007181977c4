namespace CanaryOperator.Core.Analysis;

/// <summary>The limit of an objective that a value is nearest to, or breaks the most.</summary>
/// <param name="Margin">Negative when the limit is broken, 0 when it is just reached; finite.</param>
public readonly record struct NearestLimit(double Value, double Limit, double Margin, string? Units)
{
    /// <summary>Beyond, percents say less than the numbers do.</summary>
    private const double MaxFraction = 100;

    /// <summary>To compare metrics of different units: the margin in limits; infinite when a limit of 0 is not just reached.</summary>
    public double Fraction => Margin == 0 ? 0 : Margin / Math.Abs(Limit);

    /// <summary>Null when the objective has no limit.</summary>
    public static NearestLimit? Of(Objective objective, double value)
    {
        NearestLimit? upper = objective.Upper is { } most ? new(value, most, Difference(most, value), objective.Units) : null;
        NearestLimit? lower = objective.Lower is { } least ? new(value, least, Difference(value, least), objective.Units) : null;
        return upper?.Margin > lower?.Margin ? lower : upper ?? lower;
    }

    public string Describe()
    {
        var value = Numbers.Near(Value, Limit, Units);
        var limit = Numbers.Exact(Limit, Units);
        var fraction = Math.Abs(Fraction);
        var distance = Numbers.Rounded(Math.Abs(Margin), Units) + (fraction <= MaxFraction ? $" ({Numbers.Percent(fraction)})" : "");
        return Margin switch
        {
            0 => $"{value} just keeps the limit of {limit}",
            > 0 => $"{value} keeps the limit of {limit} by {distance}",
            _ => $"{value} is {distance} {(Value > Limit ? "above" : "below")} the limit of {limit}",
        };
    }

    private static double Difference(double left, double right) => double.Clamp(left - right, double.MinValue, double.MaxValue);
}
