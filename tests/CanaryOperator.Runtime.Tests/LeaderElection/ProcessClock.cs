namespace CanaryOperator.Runtime.Tests.LeaderElection;

/// <summary>
/// The clock of one simulated process. It can jump past timers before any of them fires, as it does for a process that stood still.
/// </summary>
internal sealed class ProcessClock(DateTimeOffset start) : TimeProvider
{
    private readonly List<ProcessTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => start + _now;

    public void Move(TimeSpan by) => _now += by;

    public void FireDueTimers()
    {
        while (_timers.Where(timer => timer.Due <= _now).MinBy(timer => timer.Due) is { } next)
        {
            _timers.Remove(next);
            next.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ProcessTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ProcessTimer(ProcessClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            if (dueTime >= TimeSpan.Zero)
            {
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
