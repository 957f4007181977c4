namespace CanaryOperator.Experiments.Load;

/// <summary>The load of one loop, waiting, being sent, or done.</summary>
internal sealed class BackgroundLoad : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private volatile LoadResult? _result;

    public BackgroundLoad(LoopKey loop, CancellationToken stop)
    {
        Loop = loop;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Cancelled = _cancellation.Token;
    }

    public LoopKey Loop { get; }

    public CancellationToken Cancelled { get; }

    /// <summary>Null until it is done.</summary>
    public LoadResult? Result
    {
        get => _result;
        set => _result = value;
    }

    /// <summary>Completes when nothing of it runs any more.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }
}
