namespace CanaryOperator.Runtime.Informers;

/// <summary>Counts for one informer.</summary>
internal sealed class InformerReporter
{
    private readonly InformerMetrics _metrics;
    private readonly KeyValuePair<string, object?> _resource;
    private readonly Func<int> _objects;
    private readonly TimeProvider _clock;
    private long _lastEvent;

    public InformerReporter(InformerMetrics metrics, string resource, Func<int> objects, TimeProvider clock)
    {
        _metrics = metrics;
        _resource = Tag(resource);
        _objects = objects;
        _clock = clock;
        _lastEvent = clock.GetTimestamp();

        // rate() over a series that appears with its first event misses that event.
        metrics.Relists.Add(0, _resource);
        metrics.Unreadable.Add(0, _resource);
        metrics.HandlerErrors.Add(0, _resource);
        foreach (var reason in ReconnectReason.All)
        {
            metrics.Reconnects.Add(0, _resource, new("reason", reason));
        }
    }

    public int Objects => _objects();

    public TimeSpan LastEventAge => _clock.GetElapsedTime(Volatile.Read(ref _lastEvent));

    public static KeyValuePair<string, object?> Tag(string resource) => new("resource", resource);

    public void EventSeen() => Volatile.Write(ref _lastEvent, _clock.GetTimestamp());

    public void WatchEnded(string reason) => _metrics.Reconnects.Add(1, _resource, new("reason", reason));

    public void Relisted() => _metrics.Relists.Add(1, _resource);

    public void Unreadable() => _metrics.Unreadable.Add(1, _resource);

    public void HandlerFailed() => _metrics.HandlerErrors.Add(1, _resource);
}
