using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Metrics;

/// <summary>Counters and gauges: one number per series.</summary>
/// <param name="adds">Measurements are changes, not values.</param>
internal sealed class ValueFamily(Instrument instrument, string type, bool adds) : MetricFamily(instrument, type)
{
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);

    public override void Record(string labels, double value) =>
        _values[labels] = adds ? _values.GetValueOrDefault(labels) + value : value;

    public override void Clear() => _values.Clear();

    public override void WriteTo(PrometheusTextWriter text)
    {
        if (_values.Count == 0)
        {
            return;
        }

        text.Header(Name, Help, Type);
        foreach (var (labels, value) in _values)
        {
            text.Sample(Name, labels, value);
        }
    }
}
