using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Events;

/// <summary>Keeps one object from flooding the cluster with events: a burst of 25, then one per 5 minutes. Not thread-safe.</summary>
internal sealed class EventSpamFilter
{
    internal const int Burst = 25;
    internal const int MaxObjects = 4096;
    internal static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);

    private readonly Dictionary<V1ObjectReference, TokenBucket> _buckets = [];

    /// <param name="regarding">Without a resource version: it is the object that counts, not its state.</param>
    public bool Allows(V1ObjectReference regarding, DateTimeOffset now)
    {
        if (!_buckets.TryGetValue(regarding, out var bucket))
        {
            MakeRoom();
            bucket = new TokenBucket(Burst, Refill, now);
            _buckets.Add(regarding, bucket);
        }

        return bucket.TryTake(now);
    }

    private void MakeRoom()
    {
        if (_buckets.Count >= MaxObjects)
        {
            _buckets.Remove(_buckets.MinBy(entry => entry.Value.LastUsed).Key);
        }
    }
}
