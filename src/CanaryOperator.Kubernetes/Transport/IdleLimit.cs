namespace CanaryOperator.Kubernetes.Transport;

/// <summary>
/// Ends a wait for the server that takes too long, without counting the time that the reader of the events takes for itself.
/// </summary>
internal sealed class IdleLimit : IDisposable
{
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;

    public IdleLimit(TimeSpan limit, TimeProvider clock, CancellationToken caller)
    {
        Limit = limit;
        _idle = new CancellationTokenSource(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, caller);
    }

    public TimeSpan Limit { get; }

    public CancellationToken Token => _either.Token;

    public void Start() => _idle.CancelAfter(Limit);

    public void Stop() => _idle.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
    }
}
