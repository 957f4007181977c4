namespace CanaryOperator.Core.Analysis;

/// <summary>What a sample of measured values says, computed from all of them, without buckets.</summary>
public sealed class SampleStatistics
{
    private readonly double[] _sorted;

    private SampleStatistics(double[] sorted)
    {
        _sorted = sorted;
        Mean = sorted.Average();
        StandardDeviation = Math.Sqrt(sorted.Average(value => (value - Mean) * (value - Mean)));
    }

    public int Count => _sorted.Length;

    public double Min => _sorted[0];

    public double Max => _sorted[^1];

    public double Mean { get; }

    /// <summary>Of these values as the whole population (divided by n, as Iter8 and Fortio do).</summary>
    public double StandardDeviation { get; }

    /// <param name="values">Finite, in any order.</param>
    /// <returns>Null for no values: nothing is said about nothing.</returns>
    public static SampleStatistics? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? null : new(sorted);
    }

    /// <summary>
    /// Nearest rank: the smallest value that at least <paramref name="percent"/> % of the values do not exceed. It is always one that was
    /// measured, and of few values the high percentiles are the largest.
    /// </summary>
    /// <param name="percent">Above 0, at most 100.</param>
    public double Percentile(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);

        // In binary 99.9 % of 1000 is a little more than 999, which would be the next rank.
        var rank = (int)Math.Ceiling((decimal)percent * Count / 100);
        return _sorted[int.Max(rank, 1) - 1];
    }
}
