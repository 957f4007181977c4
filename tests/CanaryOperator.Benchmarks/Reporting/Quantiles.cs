namespace CanaryOperator.Benchmarks.Reporting;

internal static class Quantiles
{
    /// <summary>By nearest rank: always a value that was measured.</summary>
    /// <param name="quantile">Above 0, up to 1.</param>
    public static TimeSpan Of(IEnumerable<TimeSpan> values, double quantile)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1];
    }
}
