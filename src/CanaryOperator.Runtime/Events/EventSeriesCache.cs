using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Events;

/// <summary>
/// Knows which events repeat and when their count must be written: at the first repeat, every 30 minutes, and at the end, which is when
/// nothing happened for 6 minutes. Not thread-safe.
/// </summary>
internal sealed class EventSeriesCache
{
    internal static readonly TimeSpan RewritePeriod = TimeSpan.FromMinutes(30);
    internal static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(6);

    private readonly Dictionary<EventKey, EventSeries> _series = [];

    public int Count => _series.Count;

    /// <summary>The series that this event continues, with one more repeat; null when it is news.</summary>
    public EventSeries? Repeat(EventKey key, DateTimeOffset now)
    {
        var series = _series.GetValueOrDefault(key);
        series?.Repeat(now);
        return series;
    }

    public void Add(EventKey key, Eventsv1Event written, DateTimeOffset now) => _series[key] = new EventSeries(key, written, now);

    public void Remove(EventKey key) => _series.Remove(key);

    /// <summary>Series whose count is due to be written. Those that ended are forgotten.</summary>
    public IReadOnlyList<EventSeries> TakeDue(DateTimeOffset now)
    {
        var ended = _series.Values.Where(series => now - series.LastObserved >= IdleTime).ToList();
        foreach (var series in ended)
        {
            _series.Remove(series.Key);
        }

        var running = _series.Values.Where(series => now - series.LastWritten >= RewritePeriod);
        return [.. ended.Concat(running).Where(series => series.HasUnwrittenRepeats)];
    }

    /// <summary>All series with a count that was not written yet; the cache is empty afterwards.</summary>
    public IReadOnlyList<EventSeries> TakeAll()
    {
        var unwritten = _series.Values.Where(series => series.HasUnwrittenRepeats).ToList();
        _series.Clear();
        return unwritten;
    }
}
