using System.Runtime.ExceptionServices;

namespace CanaryOperator.Experiments.Load;

/// <summary>
/// Sends requests at a constant rate whether or not earlier ones are answered, as users do: an open loop. The latency of each counts from
/// when it was due, so that a stall shows in all the requests that it held up, not in one. Begins when it is created.
/// </summary>
/// <param name="ask">Sends a request. What it throws ends the sending.</param>
/// <param name="record">Told of every answer, also by several threads at the same time.</param>
internal sealed class PacedSender<TAnswer>(Pace pace, Func<Task<TAnswer>> ask, Action<TimeSpan, TAnswer> record, TimeProvider clock)
    : IDisposable
{
    /// <summary>Timers count whole milliseconds. What is due sooner is sent at once, and then counts from when it was sent.</summary>
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim _slots = new(pace.MaxInFlight);
    private readonly long _start = clock.GetTimestamp();
    private ExceptionDispatchInfo? _failure;

    public TimeSpan Elapsed => clock.GetElapsedTime(_start);

    /// <summary>Returns once every request was answered.</summary>
    /// <param name="cancellationToken">Ends the sending, which is no failure; what is on its way is still waited for.</param>
    /// <returns>How many requests were due and had to be left out.</returns>
    /// <exception cref="Exception">What a request threw first.</exception>
    public async Task<long> ToItsEndAsync(CancellationToken cancellationToken)
    {
        var notSent = await SendAllAsync(cancellationToken);
        for (var slot = 0; slot < pace.MaxInFlight; slot++)
        {
            await _slots.WaitAsync(CancellationToken.None);
        }

        _failure?.Throw();
        return notSent;
    }

    public void Dispose() => _slots.Dispose();

    private async Task<long> SendAllAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(pace.Duration, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        long sent = 0;
        try
        {
            for (; sent < pace.Requests && Due(sent) < pace.Duration; sent++)
            {
                var due = Due(sent);
                await WaitUntilAsync(due, cancellationToken);
                await TakeSlotAsync(either.Token);
                if (_failure is not null)
                {
                    _slots.Release();
                    return 0;
                }

                _ = SendAsync(due);
            }

            var last = Due(pace.Requests);
            await WaitUntilAsync(last < pace.Duration ? last : pace.Duration, cancellationToken);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            // The time is over, or whoever started this has seen enough.
        }

        return Math.Max(0, DueUntil(Elapsed) - sent);
    }

    private TimeSpan Due(long request) => TimeSpan.FromSeconds(request / pace.Rate);

    private long DueUntil(TimeSpan time) =>
        time < pace.Duration ? Math.Min(pace.Requests, (long)Math.Ceiling(time.TotalSeconds * pace.Rate)) : pace.Requests;

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
        try
        {
            var sent = Elapsed;
            var answer = await ask();
            record(Elapsed - (sent < due ? sent : due), answer);
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            _slots.Release();
        }
    }
}
