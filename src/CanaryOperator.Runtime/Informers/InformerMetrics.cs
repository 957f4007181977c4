using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Informers;

/// <summary>The <c>informer_*</c> metrics. One instance for all informers of a meter.</summary>
public sealed class InformerMetrics
{
    private readonly ConcurrentQueue<(string Resource, InformerReporter Reporter)> _informers = new();

    public InformerMetrics(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        Reconnects = meter.CreateCounter<long>("informer_watch_reconnects_total", null, "Watches that ended, by reason.");
        Relists = meter.CreateCounter<long>("informer_relists_total", null, "Lists after the first complete one.");
        Unreadable = meter.CreateCounter<long>("informer_unreadable_total", null, "Objects received that did not fit their type.");
        HandlerErrors = meter.CreateCounter<long>("informer_handler_errors_total", null, "Exceptions thrown by change handlers.");
        meter.CreateObservableGauge(
            "informer_objects", () => Observe(informers => informers.Sum(informer => informer.Objects)), null, "Objects in the cache.");
        meter.CreateObservableGauge(
            "informer_last_event_age_seconds",
            () => Observe(informers => informers.Max(informer => informer.LastEventAge.TotalSeconds)),
            "s",
            "Time since the server last sent anything, bookmarks included.");
    }

    internal Counter<long> Reconnects { get; }

    internal Counter<long> Relists { get; }

    internal Counter<long> Unreadable { get; }

    internal Counter<long> HandlerErrors { get; }

    internal InformerReporter Register(string resource, Func<int> objects, TimeProvider clock)
    {
        var reporter = new InformerReporter(this, resource, objects, clock);
        _informers.Enqueue((resource, reporter));
        return reporter;
    }

    /// <summary>A kind that is watched namespace by namespace has several informers, and one value.</summary>
    private IEnumerable<Measurement<TValue>> Observe<TValue>(Func<IEnumerable<InformerReporter>, TValue> value)
        where TValue : struct =>
        _informers.GroupBy(informer => informer.Resource, informer => informer.Reporter, StringComparer.Ordinal)
            .Select(kind => new Measurement<TValue>(value(kind), InformerReporter.Tag(kind.Key)));
}
