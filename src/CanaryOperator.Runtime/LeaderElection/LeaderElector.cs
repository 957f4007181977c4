using CanaryOperator.Kubernetes;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.LeaderElection;

/// <summary>
/// Lets at most one process at a time do some work, by means of a Lease. There is no fencing: a process that stood still past the end of
/// its lease may finish the write it had begun, so every write needs a precondition all the same.
/// </summary>
public sealed class LeaderElector
{
    private const long NotLeading = -1;

    // client-go's: an elector that neither renewed nor gave up for this long after the lease ended is stuck.
    private static readonly TimeSpan HealthTolerance = TimeSpan.FromSeconds(20);

    private readonly LeaseLock _lock;
    private readonly LeaderElectionConfig _config;
    private readonly TimeProvider _clock;
    private readonly Random _jitter;
    private readonly ILogger _logger;
    private readonly LeaseRecord _record;
    private long _leadingFrom = NotLeading;
    private string _lastHolder = "";
    private string? _lastFailure;

    /// <exception cref="ArgumentException">The configuration is unsafe.</exception>
    public LeaderElector(
        LeaseLock @lock, LeaderElectionConfig config, TimeProvider clock, Random jitter, ILogger<LeaderElector> logger)
    {
        config.Validate();
        _lock = @lock;
        _config = config;
        _clock = clock;
        _jitter = jitter;
        _logger = logger;
        _record = new LeaseRecord(@lock, config.LeaseDuration, clock);
    }

    /// <summary>
    /// True while this process may act. Asks the clock, so that it is right even just after the process stood still, before any timer ran.
    /// </summary>
    public bool IsLeader => SinceRenewal < _config.RenewDeadline;

    private TimeSpan? SinceRenewal
    {
        get
        {
            var leadingFrom = Volatile.Read(ref _leadingFrom);
            return leadingFrom == NotLeading ? null : _clock.GetElapsedTime(leadingFrom);
        }
    }

    /// <summary>
    /// Waits until this process leads, calls <paramref name="lead"/>, and renews the lease until that returns. After a cancellation the
    /// lease goes on being renewed while <paramref name="lead"/> finishes, and is then released. May be called once.
    /// </summary>
    /// <param name="lead">The work. Its token ends with the leadership or with <paramref name="cancellationToken"/>.</param>
    /// <param name="cancellationToken">Asks for a clean stop.</param>
    /// <exception cref="LeadershipLostException">Thrown at once, while <paramref name="lead"/> may still be running.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        LeaderElectionMetrics.Candidate(_lock.Name);
        Log.Competing(_logger, _lock, _lock.Identity);
        if (await TryAcquireUntilAsync(cancellationToken))
        {
            await LeadAsync(lead, cancellationToken);
        }
    }

    /// <summary>
    /// A liveness check: null when healthy. Finds a process that is stuck so badly that it does not notice its own deadline.
    /// </summary>
    public string? CheckHealth() => SinceRenewal > _config.LeaseDuration + HealthTolerance
        ? $"leading, but the last renewal of lease {_lock} was {SinceRenewal} ago"
        : null;

    private async Task<bool> TryAcquireUntilAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await AttemptAsync(_record.TryAcquireAsync, cancellationToken) == true && RemainingTerm() > TimeSpan.Zero)
                {
                    return true;
                }

                var delay = _config.RetryPeriod * (1 + (_jitter.NextDouble() * LeaderElectionConfig.JitterFactor));
                await WaitAsync(delay, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        // A timer of its own ends the leadership, whatever the renewal loop is waiting for.
        using var leadership = new CancellationTokenSource(RemainingTerm(), _clock);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(leadership.Token, cancellationToken);
        using var workDone = new CancellationTokenSource();
        Log.Acquired(_logger, _lock);
        LeaderElectionMetrics.Leads(_lock.Name, true);
        Volatile.Write(ref _leadingFrom, _record.ClaimedAt);
        try
        {
            // Renewal first: work that blocks before its first await must not hinder it.
            var renewing = RenewUntilAsync(leadership, workDone.Token);
            var working = InvokeAsync(lead, work.Token);
            await Task.WhenAny(working, renewing);
            Cancel(workDone);
            await renewing;
            StopLeading();
            await ReleaseAsync();
            await working;
        }
        finally
        {
            StopLeading();
            Cancel(work);
        }
    }

    private async Task RenewUntilAsync(CancellationTokenSource leadership, CancellationToken workDone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(leadership.Token, workDone);
        try
        {
            var delay = _config.RetryPeriod;
            while (true)
            {
                await WaitAsync(delay, either.Token);
                var start = _clock.GetTimestamp();
                var renewed = IsLeader ? await AttemptAsync(TryRenewAsync, either.Token) : null;
                if (renewed == false)
                {
                    Cancel(leadership);
                    throw new LeadershipLostException($"Lease {_lock} is no longer ours: its holder is '{_record.Holder}'.");
                }

                // A process that stood still may meet its next attempt, or an answer, before the timer that ends its term.
                if (!IsLeader)
                {
                    Cancel(leadership);
                }
                else if (renewed == true)
                {
                    ExtendTerm(leadership);
                }

                delay = Max(TimeSpan.Zero, _config.RetryPeriod - _clock.GetElapsedTime(start));
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (leadership.IsCancellationRequested)
            {
                throw new LeadershipLostException(
                    $"Lease {_lock} could not be renewed for {_config.RenewDeadline.TotalSeconds:0.#} s: {_lastFailure ?? "no answer"}");
            }
        }
    }

    private void StopLeading()
    {
        Volatile.Write(ref _leadingFrom, NotLeading);
        LeaderElectionMetrics.Leads(_lock.Name, false);
    }

    private void ExtendTerm(CancellationTokenSource leadership)
    {
        Volatile.Write(ref _leadingFrom, _record.ClaimedAt);
        leadership.CancelAfter(Max(TimeSpan.Zero, RemainingTerm()));
    }

    private async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _record.RenewAsync(cancellationToken);
            return true;
        }
        catch (KubernetesException exception)
        {
            LeaderElectionMetrics.SlowPath(_lock.Name);
            Log.SlowPath(_logger, _lock, exception.Message);
            return await _record.TryReadAndRenewAsync(cancellationToken);
        }
    }

    /// <returns>Null when there was no usable answer.</returns>
    private async Task<bool?> AttemptAsync(Func<CancellationToken, Task<bool>> attempt, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_config.AttemptTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var result = await attempt(either.Token);
            _lastFailure = null;
            ReportHolder();
            return result;
        }
        catch (KubernetesException exception)
        {
            ReportFailure(exception.Message);
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            ReportFailure($"no answer within {_config.AttemptTimeout.TotalSeconds:0.#} s");
            return null;
        }
    }

    private async Task ReleaseAsync()
    {
        using var timeout = new CancellationTokenSource(_config.AttemptTimeout, _clock);
        try
        {
            await _record.ReleaseAsync(timeout.Token);
            Log.Released(_logger, _lock);
        }
        catch (Exception exception) when (exception is KubernetesException or OperationCanceledException)
        {
            Log.ReleaseFailed(_logger, _lock, exception.Message);
        }
    }

    private void ReportHolder()
    {
        if (_record.Holder != _lastHolder)
        {
            _lastHolder = _record.Holder;
            Log.HeldBy(_logger, _lock, _lastHolder);
        }
    }

    private void ReportFailure(string reason)
    {
        if (reason != _lastFailure)
        {
            _lastFailure = reason;
            Log.AttemptFailed(_logger, _lock, reason);
        }
    }

    // Unlike Task.Delay, goes on inside the cancellation: what follows a loss must not queue for the thread pool.
    private async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var due = new TaskCompletionSource();
        using var timer = _clock.CreateTimer(_ => due.TrySetResult(), null, delay, Timeout.InfiniteTimeSpan);
        await due.Task.WaitAsync(cancellationToken);
    }

    private TimeSpan RemainingTerm() => _config.RenewDeadline - _clock.GetElapsedTime(_record.ClaimedAt);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static async Task InvokeAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken) =>
        await lead(cancellationToken);

    // Not CancelAsync: that runs the callbacks later, on another thread; the work must be told before anything else happens.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}
