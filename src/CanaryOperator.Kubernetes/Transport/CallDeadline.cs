namespace CanaryOperator.Kubernetes.Transport;

/// <summary>
/// Ends a call when its time is up, or when the caller gives up. A token rather than <c>HttpClient.Timeout</c>, which leaves the reading
/// of the body alone.
/// </summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeout;
    private readonly long _start;
    private readonly CancellationTokenSource _expiry;
    private readonly CancellationTokenSource _either;

    public CallDeadline(TimeSpan timeout, TimeProvider clock, CancellationToken caller)
    {
        _clock = clock;
        _timeout = timeout;
        _start = clock.GetTimestamp();
        _expiry = new CancellationTokenSource(timeout, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_expiry.Token, caller);
    }

    public CancellationToken Token => _either.Token;

    public TimeSpan Remaining => _timeout - _clock.GetElapsedTime(_start);

    public void Dispose()
    {
        _either.Dispose();
        _expiry.Dispose();
    }
}
