using System.Threading.Channels;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Events;

/// <summary>
/// Writes events.k8s.io/v1 events from one loop behind a bounded queue. Repeats of an event are counted in memory and written rarely, and
/// an object that is noisier than that is cut off.
/// </summary>
public sealed class EventRecorder : IEventRecorder
{
    internal const int QueueLength = 1000;
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaintenancePeriod = TimeSpan.FromMinutes(1);

    private readonly Channel<Occurrence> _queue = Channel.CreateBounded<Occurrence>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private readonly EventSeriesCache _series = new();
    private readonly EventSpamFilter _spamFilter = new();
    private readonly EventWriter _writer;
    private readonly string _controller;
    private readonly string _instance;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private long _lastName;

    /// <param name="controller">Who reports, for example <c>canary-operator</c>.</param>
    public EventRecorder(IKubernetesClient client, string controller, TimeProvider clock, Random jitter, ILogger<EventRecorder> logger)
    {
        _writer = new EventWriter(client, clock, jitter, logger);
        _controller = controller;
        _instance = EventText.TruncateInstance($"{controller}-{Environment.MachineName}");
        _clock = clock;
        _logger = logger;
    }

    /// <inheritdoc/>
    public void Publish(V1ObjectReference regarding, EventType type, string reason, string action, string note)
    {
        var key = new EventKey(regarding with { ResourceVersion = null }, type, reason, action, EventText.TruncateNote(note));
        if (!_queue.Writer.TryWrite(new Occurrence(key, regarding, _clock.GetUtcNow())))
        {
            EventMetrics.Dropped(EventMetrics.QueueFull);
        }
    }

    /// <summary>Writes events until cancelled, then what is left, for 5 s at most. May be called once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        EventMetrics.Initialize();
        using var end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        await using var stopping = cancellationToken.Register(() =>
        {
            _queue.Writer.TryComplete();
            end.CancelAfter(FlushTime);
        });
        try
        {
            await WriteUntilCompleteAsync(end.Token);
            await WriteSeriesAsync(_series.TakeAll(), end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            ReportLost();
        }
    }

    private async Task WriteUntilCompleteAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(MaintenancePeriod, _clock);
        var due = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        var more = _queue.Reader.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await Task.WhenAny(due, more);
            if (due.IsCompleted)
            {
                await due;
                await WriteSeriesAsync(_series.TakeDue(_clock.GetUtcNow()), cancellationToken);
                due = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            }

            if (more.IsCompleted)
            {
                if (!await more)
                {
                    return;
                }

                await WriteNextAsync(cancellationToken);
                more = _queue.Reader.WaitToReadAsync(cancellationToken).AsTask();
            }
        }
    }

    private async Task WriteNextAsync(CancellationToken cancellationToken)
    {
        if (!_queue.Reader.TryRead(out var occurrence))
        {
            return;
        }

        var (key, _, at) = occurrence;
        if (_series.Repeat(key, at) is { } series)
        {
            if (series.Count == 2)
            {
                await WriteSeriesAsync([series], cancellationToken);
            }
        }
        else if (!_spamFilter.Allows(key.Regarding, at))
        {
            EventMetrics.Dropped(EventMetrics.Spam);
        }
        else
        {
            var @event = NewEvent(occurrence);
            if (await _writer.CreateAsync(@event, cancellationToken))
            {
                _series.Add(key, @event, at);
            }
        }
    }

    private async Task WriteSeriesAsync(IReadOnlyList<EventSeries> due, CancellationToken cancellationToken)
    {
        foreach (var series in due)
        {
            if (!await _writer.PatchAsync(series.Event, series.MarkWritten(_clock.GetUtcNow()), cancellationToken))
            {
                _series.Remove(series.Key);
            }
        }
    }

    private Eventsv1Event NewEvent(Occurrence occurrence)
    {
        var (key, regarding, at) = occurrence;

        // Events of one object within one tick of the clock must not get the same name.
        _lastName = Math.Max(_lastName + 1, (at - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
        return new Eventsv1Event
        {
            ApiVersion = WellKnownResources.Events.ApiVersion,
            Kind = WellKnownResources.Events.Kind,
            Metadata = new V1ObjectMeta
            {
                Name = EventText.Name(regarding.Name ?? "", _lastName),
                NamespaceProperty = string.IsNullOrEmpty(regarding.NamespaceProperty) ? "default" : regarding.NamespaceProperty,
            },
            EventTime = at,
            ReportingController = _controller,
            ReportingInstance = _instance,
            Action = key.Action,
            Reason = key.Reason,
            Regarding = regarding,
            Note = key.Note,
            Type = key.Type == EventType.Warning ? "Warning" : "Normal",
        };
    }

    private void ReportLost()
    {
        // The one whose writing was interrupted is lost, too.
        var lost = 1;
        while (_queue.Reader.TryRead(out _))
        {
            lost++;
        }

        EventMetrics.Dropped(EventMetrics.Shutdown, lost);
        Log.LostAtStop(_logger, lost);
    }

    private readonly record struct Occurrence(EventKey Key, V1ObjectReference Regarding, DateTimeOffset At);
}
