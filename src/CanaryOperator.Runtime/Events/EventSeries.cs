using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Events;

/// <summary>An event as written, and how often it happened since.</summary>
internal sealed class EventSeries(EventKey key, Eventsv1Event written, DateTimeOffset now)
{
    public EventKey Key => key;

    public Eventsv1Event Event => written;

    public int Count { get; private set; } = 1;

    public DateTimeOffset LastObserved { get; private set; } = now;

    public DateTimeOffset LastWritten { get; private set; } = now;

    public bool HasUnwrittenRepeats { get; private set; }

    public void Repeat(DateTimeOffset now)
    {
        Count++;
        LastObserved = now;
        HasUnwrittenRepeats = true;
    }

    public V1EventSeries MarkWritten(DateTimeOffset now)
    {
        HasUnwrittenRepeats = false;
        LastWritten = now;
        return new V1EventSeries { Count = Count, LastObservedTime = LastObserved };
    }
}
