using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>Listens to one meter. Series are written <c>name{label=value,...}</c> with the labels in order.</summary>
internal sealed class MetricsProbe : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<double>> _values = [];
    private readonly MeterListener _listener = new();

    public MetricsProbe(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What a scrape would show: the sum of a counter, the last value of a gauge.</summary>
    /// <exception cref="KeyNotFoundException">Nothing was ever recorded; the message lists what was.</exception>
    public double Value(string series)
    {
        _listener.RecordObservableInstruments();
        return series.Contains("_total{", StringComparison.Ordinal) ? Values(series).Sum() : Values(series)[^1];
    }

    /// <summary>All recorded values, for histograms.</summary>
    public IReadOnlyList<double> Values(string series)
    {
        lock (_gate)
        {
            return _values.TryGetValue(series, out var values)
                ? [.. values]
                : throw new KeyNotFoundException($"{series} is not among {string.Join(", ", _values.Keys.Order(StringComparer.Ordinal))}");
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal);
        lock (_gate)
        {
            var series = $"{instrument.Name}{{{string.Join(',', labels)}}}";
            if (!_values.TryGetValue(series, out var values))
            {
                _values[series] = values = [];
            }

            values.Add(value);
        }
    }
}
