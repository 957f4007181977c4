namespace CanaryOperator.Runtime.Queues;

/// <summary>How long a failing key waits: 5 ms, doubled with each failure in a row, at most 1000 s. Not thread-safe.</summary>
internal sealed class ItemBackoff<TKey>
    where TKey : notnull
{
    private const double ShortestMilliseconds = 5;
    private const double LongestMilliseconds = 1_000_000;

    private readonly Dictionary<TKey, int> _failures = [];

    /// <summary>Counts a failure and tells the delay before the next attempt.</summary>
    public TimeSpan Next(TKey key)
    {
        var failures = _failures.GetValueOrDefault(key);
        _failures[key] = failures + 1;
        return TimeSpan.FromMilliseconds(Math.Min(Math.ScaleB(ShortestMilliseconds, failures), LongestMilliseconds));
    }

    public void Forget(TKey key) => _failures.Remove(key);
}
