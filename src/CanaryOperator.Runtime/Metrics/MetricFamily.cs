using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Metrics;

/// <summary>All series of one metric name. Not thread-safe.</summary>
internal abstract class MetricFamily(Instrument instrument, string type)
{
    public string Name { get; } = PrometheusTextWriter.MetricName(instrument.Name);

    public string Type => type;

    public bool IsObserved => instrument.IsObservable;

    protected string Help => instrument.Description ?? "";

    /// <returns>Null for a kind of instrument that the collector does not listen to.</returns>
    public static MetricFamily? For(Instrument instrument) => instrument switch
    {
        Counter<int> or Counter<long> or Counter<double> => new ValueFamily(instrument, "counter", adds: true),
        UpDownCounter<int> or UpDownCounter<long> or UpDownCounter<double> => new ValueFamily(instrument, "gauge", adds: true),
        ObservableCounter<int> or ObservableCounter<long> or ObservableCounter<double> =>
            new ValueFamily(instrument, "counter", adds: false),
        Histogram<double> histogram => new HistogramFamily(histogram, histogram.Advice?.HistogramBucketBoundaries),
        Histogram<long> histogram => new HistogramFamily(histogram, histogram.Advice?.HistogramBucketBoundaries?.Select(b => (double)b)),
        Histogram<int> histogram => new HistogramFamily(histogram, histogram.Advice?.HistogramBucketBoundaries?.Select(b => (double)b)),
        Gauge<int> or Gauge<long> or Gauge<double>
            or ObservableGauge<int> or ObservableGauge<long> or ObservableGauge<double>
            or ObservableUpDownCounter<int> or ObservableUpDownCounter<long> or ObservableUpDownCounter<double> =>
            new ValueFamily(instrument, "gauge", adds: false),
        _ => null,
    };

    public abstract void Record(string labels, double value);

    public abstract void Clear();

    /// <summary>Writes nothing while there is no series.</summary>
    public abstract void WriteTo(PrometheusTextWriter text);
}
