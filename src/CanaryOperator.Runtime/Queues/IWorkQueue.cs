namespace CanaryOperator.Runtime.Queues;

/// <summary>
/// Keys waiting for a worker, with the semantics of client-go's workqueue: a key waits at most once, is never with two workers at a time,
/// and a key added while being worked on is worked on once more afterwards. Thread-safe.
/// </summary>
public interface IWorkQueue<TKey>
    where TKey : notnull
{
    /// <summary>Keys waiting, those with workers and the delayed ones aside.</summary>
    int Count { get; }

    void Add(TKey key);

    /// <summary>Adds the key once the delay is over; of several delays for a key the earliest counts.</summary>
    void AddAfter(TKey key, TimeSpan delay);

    /// <summary>Adds the key after a delay that doubles with each call until <see cref="Forget"/>.</summary>
    void AddRateLimited(TKey key);

    /// <summary>The key is well again: its next <see cref="AddRateLimited"/> starts from the shortest delay.</summary>
    void Forget(TKey key);

    /// <summary>
    /// Waits for a key; false once the queue is shut down and drained. What is taken must be given back by <see cref="Done"/>.
    /// </summary>
    ValueTask<(bool Taken, TKey Key)> TakeAsync(CancellationToken cancellationToken);

    void Done(TKey key);

    /// <summary>Refuses further keys; the waiting ones are still handed out, the delayed ones are dropped.</summary>
    void ShutDown();
}
