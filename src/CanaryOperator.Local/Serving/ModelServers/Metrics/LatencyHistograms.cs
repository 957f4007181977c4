namespace CanaryOperator.Local.Serving.ModelServers.Metrics;

/// <summary>One histogram per status code. Thread-safe.</summary>
/// <param name="bounds">Upper ones, ascending.</param>
/// <param name="boundsInclusive">Whether a value that equals a bound counts as below it.</param>
internal sealed class LatencyHistograms(double[] bounds, bool boundsInclusive)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Series> _series = [];

    public IReadOnlyList<double> Bounds => bounds;

    public void Record(int statusCode, double value)
    {
        lock (_gate)
        {
            if (!_series.TryGetValue(statusCode, out var series))
            {
                series = new Series(bounds.Length + 1);
                _series.Add(statusCode, series);
            }

            series.Counts[BucketOf(value)]++;
            series.Sum += value;
        }
    }

    /// <summary>By status code, ascending.</summary>
    public IReadOnlyList<AnswerLatencies> Snapshot()
    {
        lock (_gate)
        {
            return [.. _series.Select(series => new AnswerLatencies(series.Key, [.. series.Value.Counts], series.Value.Sum))];
        }
    }

    private int BucketOf(double value)
    {
        var bucket = Array.FindIndex(bounds, bound => boundsInclusive ? value <= bound : value < bound);
        return bucket < 0 ? bounds.Length : bucket;
    }

    private sealed class Series(int buckets)
    {
        public long[] Counts { get; } = new long[buckets];

        public double Sum { get; set; }
    }
}
