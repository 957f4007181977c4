using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Metrics;

/// <summary>Histograms: counts by upper bound, and the sum of all values.</summary>
internal sealed class HistogramFamily : MetricFamily
{
    // Those of every Prometheus client library; in seconds they suit requests.
    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly double[] _bounds;

    public HistogramFamily(Instrument instrument, IEnumerable<double>? bounds)
        : base(instrument, "histogram")
    {
        _bounds = [.. bounds ?? DefaultBounds];
    }

    public override void Record(string labels, double value)
    {
        if (!_series.TryGetValue(labels, out var series))
        {
            series = new Series(new long[_bounds.Length + 1]);
            _series.Add(labels, series);
        }

        var bucket = Array.FindIndex(_bounds, bound => value <= bound);
        series.Counts[bucket < 0 ? _bounds.Length : bucket]++;
        series.Sum += value;
    }

    public override void Clear() => _series.Clear();

    public override void WriteTo(PrometheusTextWriter text)
    {
        if (_series.Count == 0)
        {
            return;
        }

        text.Header(Name, Help, Type);
        foreach (var (labels, series) in _series)
        {
            text.Histogram(Name, labels, _bounds, series.Counts, series.Sum);
        }
    }

    /// <param name="counts">By bucket, not yet cumulative; the last is for what is above all bounds.</param>
    private sealed class Series(long[] counts)
    {
        public long[] Counts => counts;

        public double Sum { get; set; }
    }
}
