using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Authentication;

/// <summary>Reads a value when it is needed, one reader at a time, and keeps it until it is due or discarded. Thread-safe.</summary>
internal sealed class Refreshing<T>(
    string name, Func<CancellationToken, Task<Refreshed<T>>> read, TimeProvider clock, ILogger logger) : IDisposable
    where T : class
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reader = new(1, 1);
    private Refreshed<T>? _current;

    /// <exception cref="KubeConfigException">It cannot be read, and there is none from before that may still be good.</exception>
    public async ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }

        await _reader.WaitAsync(cancellationToken);
        try
        {
            return Fresh() ?? await ReadAsync(cancellationToken);
        }
        finally
        {
            _reader.Release();
        }
    }

    /// <summary>The server refused it. One that has replaced it in the meantime stays.</summary>
    public void Discard(T refused)
    {
        var current = Volatile.Read(ref _current);
        if (ReferenceEquals(current?.Value, refused))
        {
            Interlocked.CompareExchange(ref _current, null, current);
        }
    }

    public void Dispose() => _reader.Dispose();

    private T? Fresh() => Volatile.Read(ref _current) is { } current && clock.GetUtcNow() < current.RefreshAt ? current.Value : null;

    private async Task<T> ReadAsync(CancellationToken cancellationToken)
    {
        var previous = Volatile.Read(ref _current);
        Refreshed<T> next;
        try
        {
            next = await read(cancellationToken);
        }
        catch (KubeConfigException e) when (previous is { OutlivesFailure: true })
        {
            Log.KeptAfterFailure(logger, name, RetryDelay, e);
            next = previous with { RefreshAt = clock.GetUtcNow() + RetryDelay };
        }

        Volatile.Write(ref _current, next);
        return next.Value;
    }
}
