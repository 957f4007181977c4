using System.Threading.Channels;

namespace CanaryOperator.Runtime.Queues;

/// <inheritdoc cref="IWorkQueue{TKey}"/>
/// <remarks>
/// A key is <em>dirty</em> from the moment it is added until a worker takes it, and <em>processing</em> until that worker is done. Only a
/// dirty key that is not processing waits in line, which is what keeps two workers off the same key without losing an update.
/// </remarks>
public sealed class WorkQueue<TKey> : IWorkQueue<TKey>
    where TKey : notnull
{
    /// <summary>Timers take no more than 49 days; waking up early is harmless.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    /// <summary>Keeps sums of times from overflowing when somebody means "never".</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(3650);

    private readonly Lock _gate = new();
    private readonly Channel<TKey> _line = Channel.CreateUnbounded<TKey>();
    private readonly Dictionary<TKey, TimeSpan> _dirtySince = [];
    private readonly Dictionary<TKey, TimeSpan> _processingSince = [];
    private readonly DelayedKeys<TKey> _delayed = new();
    private readonly ItemBackoff<TKey> _backoff = new();
    private readonly TimeProvider _clock;
    private readonly long _epoch;
    private readonly ITimer _timer;
    private readonly WorkQueueReporter _reporter;
    private bool _shutDown;

    /// <param name="name">Label of the metrics: the name of the controller.</param>
    public WorkQueue(string name, TimeProvider clock, WorkQueueMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(metrics);
        _clock = clock;
        _epoch = clock.GetTimestamp();
        _timer = clock.CreateTimer(
            static queue => ((WorkQueue<TKey>)queue!).AddDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _reporter = metrics.Register(name, Snapshot);
    }

    public int Count => _line.Reader.Count;

    private TimeSpan Now => _clock.GetElapsedTime(_epoch);

    public void Add(TKey key)
    {
        lock (_gate)
        {
            AddLocked(key);
        }
    }

    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_gate)
        {
            AddAfterLocked(key, delay);
        }
    }

    public void AddRateLimited(TKey key)
    {
        lock (_gate)
        {
            _reporter.Retried();
            AddAfterLocked(key, _backoff.Next(key));
        }
    }

    public void Forget(TKey key)
    {
        lock (_gate)
        {
            _backoff.Forget(key);
        }
    }

    public async ValueTask<(bool Taken, TKey Key)> TakeAsync(CancellationToken cancellationToken)
    {
        while (await _line.Reader.WaitToReadAsync(cancellationToken))
        {
            lock (_gate)
            {
                // Another worker may have been quicker.
                if (_line.Reader.TryRead(out var key))
                {
                    _dirtySince.Remove(key, out var since);
                    _processingSince.Add(key, Now);
                    _reporter.Taken(Now - since);
                    return (true, key);
                }
            }
        }

        return (false, default!);
    }

    public void Done(TKey key)
    {
        lock (_gate)
        {
            if (!_processingSince.Remove(key, out var since))
            {
                throw new InvalidOperationException($"{key} was given back by a worker that does not have it.");
            }

            _reporter.Done(Now - since);
            if (_dirtySince.ContainsKey(key))
            {
                _line.Writer.TryWrite(key);
            }

            EndWhenDrained();
        }
    }

    public void ShutDown()
    {
        lock (_gate)
        {
            _shutDown = true;
            _delayed.Clear();
            _timer.Dispose();
            EndWhenDrained();
        }
    }

    private void AddLocked(TKey key)
    {
        if (_shutDown || !_dirtySince.TryAdd(key, Now))
        {
            return;
        }

        _reporter.Added();
        if (!_processingSince.ContainsKey(key))
        {
            _line.Writer.TryWrite(key);
        }
    }

    private void AddAfterLocked(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            AddLocked(key);
        }
        else if (!_shutDown)
        {
            _delayed.Add(key, Now + (delay < LongestDelay ? delay : LongestDelay));
            SetTimer();
        }
    }

    private void AddDue()
    {
        lock (_gate)
        {
            while (_delayed.TryTakeDue(Now, out var key))
            {
                AddLocked(key);
            }

            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (_delayed.NextDue is { } due)
        {
            // Timers count in whole milliseconds and would round what is left to zero.
            var sleep = Math.Clamp((due - Now).TotalMilliseconds, 1, LongestSleep.TotalMilliseconds);
            _timer.Change(TimeSpan.FromMilliseconds(sleep), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Lets waiting workers go, unless a key that is still with a worker is due once more.</summary>
    private void EndWhenDrained()
    {
        if (_shutDown && !_processingSince.Keys.Any(_dirtySince.ContainsKey))
        {
            _line.Writer.TryComplete();
        }
    }

    private WorkQueueSnapshot Snapshot()
    {
        lock (_gate)
        {
            var now = Now;
            var times = _processingSince.Values.Select(since => now - since).ToList();
            return new WorkQueueSnapshot(
                Count, times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time), times.Count == 0 ? TimeSpan.Zero : times.Max());
        }
    }
}
