using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Metrics;

/// <summary>
/// Keeps the current values of all instruments of some meters and renders them for Prometheus. Instruments keep their names, so they are
/// to be named as Prometheus wants them. Counts what happens from its construction on. Thread-safe.
/// </summary>
public sealed class MetricsCollector : IDisposable
{
    // Code that measures may hold locks of its own, and observable instruments may need the same ones: while their callbacks run, only
    // the lock between scrapes is held, which measuring does not need.
    private readonly Lock _scrape = new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    /// <param name="meterPrefix">Meters whose names start with this are taken.</param>
    public MetricsCollector(string meterPrefix)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(meterPrefix, StringComparison.Ordinal) && FamilyOf(instrument) is { } family)
            {
                listener.EnableMeasurementEvents(instrument, family);
            }
        };
        Listen<int>();
        Listen<long>();
        Listen<double>();
        _listener.Start();
    }

    /// <summary>The metrics in Prometheus' text format 0.0.4, ordered by name and labels.</summary>
    public string Render()
    {
        lock (_scrape)
        {
            ClearObserved();
            _listener.RecordObservableInstruments();
            return RenderRecorded();
        }
    }

    public void Dispose() => _listener.Dispose();

    // Observed series are those that exist now: what is no longer reported is gone.
    private void ClearObserved()
    {
        lock (_gate)
        {
            foreach (var family in _families.Values.Where(family => family.IsObserved))
            {
                family.Clear();
            }
        }
    }

    private string RenderRecorded()
    {
        lock (_gate)
        {
            var text = new PrometheusTextWriter();
            foreach (var family in _families.Values)
            {
                family.WriteTo(text);
            }

            return text.ToString();
        }
    }

    private void Listen<T>()
        where T : struct, IConvertible => _listener.SetMeasurementEventCallback<T>((_, value, tags, state) =>
        {
            var labels = PrometheusTextWriter.Labels(tags);
            lock (_gate)
            {
                ((MetricFamily)state!).Record(labels, value.ToDouble(null));
            }
        });

    /// <returns>Null if another kind of instrument has the name: one name cannot have two types.</returns>
    private MetricFamily? FamilyOf(Instrument instrument)
    {
        if (MetricFamily.For(instrument) is not { } family)
        {
            return null;
        }

        lock (_gate)
        {
            if (_families.TryGetValue(family.Name, out var existing))
            {
                return existing.Type == family.Type && existing.IsObserved == family.IsObserved ? existing : null;
            }

            _families.Add(family.Name, family);
            return family;
        }
    }
}
