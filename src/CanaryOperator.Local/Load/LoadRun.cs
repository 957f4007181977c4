namespace CanaryOperator.Local.Load;

/// <summary>One run of a <see cref="LoadGenerator"/>; begins when it is created.</summary>
internal sealed class LoadRun(LoadOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Timers count whole milliseconds. What is due sooner is sent at once, and then counts from when it was sent.</summary>
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    private readonly PredictionClient _client = new(options, clock);
    private readonly SemaphoreSlim _slots = new(options.MaxInFlight);
    private readonly LoadRecorder _recorder = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly long _planned = (long)Math.Round(options.Rate * options.Duration.TotalSeconds);

    public LoadProgress Progress => _recorder.Progress(Elapsed);

    private TimeSpan Elapsed => clock.GetElapsedTime(_start);

    public async Task<LoadResult> ToItsEndAsync(CancellationToken cancellationToken)
    {
        var notSent = await SendAllAsync(cancellationToken);
        for (var slot = 0; slot < options.MaxInFlight; slot++)
        {
            await _slots.WaitAsync(CancellationToken.None);
        }

        return _recorder.Result(Elapsed, notSent);
    }

    public void Dispose()
    {
        _client.Dispose();
        _slots.Dispose();
    }

    /// <returns>How many requests were due and had to be left out.</returns>
    private async Task<long> SendAllAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(options.Duration, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        long sent = 0;
        try
        {
            for (; sent < _planned; sent++)
            {
                var due = TimeSpan.FromSeconds(sent / options.Rate);
                await WaitUntilAsync(due, cancellationToken);
                await TakeSlotAsync(either.Token);
                _ = SendAsync(due);
            }

            await WaitUntilAsync(options.Duration, cancellationToken);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            // The time is over, or whoever started this has seen enough.
        }

        return Math.Max(0, PlannedUntil(Elapsed) - sent);
    }

    private long PlannedUntil(TimeSpan time) =>
        time < options.Duration ? (long)Math.Ceiling(time.TotalSeconds * options.Rate) : _planned;

    private Task WaitUntilAsync(TimeSpan due, CancellationToken cancellationToken)
    {
        var left = due - Elapsed;
        return left < TimerResolution ? Task.CompletedTask : Task.Delay(left, clock, cancellationToken);
    }

    /// <summary>Also when the time has just run out: that a timer was late does not mean that the rate could not be kept.</summary>
    private Task TakeSlotAsync(CancellationToken cancellationToken) =>
        _slots.Wait(TimeSpan.Zero, CancellationToken.None) ? Task.CompletedTask : _slots.WaitAsync(cancellationToken);

    private async Task SendAsync(TimeSpan due)
    {
        var sent = Elapsed;
        var answer = await _client.AskAsync();
        _recorder.Add(Elapsed - (sent < due ? sent : due), answer);
        _slots.Release();
    }
}
