namespace CanaryOperator.Runtime.Queues;

/// <summary>Keys with the time at which they fall due; of several times for a key the earliest counts. Not thread-safe.</summary>
internal sealed class DelayedKeys<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, TimeSpan> _dueByKey = [];

    // Holds outdated entries too, because a heap cannot remove from its middle; the dictionary says which entry of a key is the valid one.
    private readonly PriorityQueue<TKey, TimeSpan> _heap = new();

    /// <summary>When the first key falls due; null when there is none.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            DropOutdated();
            return _heap.TryPeek(out _, out var due) ? due : null;
        }
    }

    public void Add(TKey key, TimeSpan due)
    {
        if (!_dueByKey.TryGetValue(key, out var known) || due < known)
        {
            _dueByKey[key] = due;
            _heap.Enqueue(key, due);
        }
    }

    public bool TryTakeDue(TimeSpan now, out TKey key)
    {
        DropOutdated();
        if (!_heap.TryPeek(out key!, out var due) || due > now)
        {
            return false;
        }

        _heap.Dequeue();
        _dueByKey.Remove(key);
        return true;
    }

    public void Clear()
    {
        _dueByKey.Clear();
        _heap.Clear();
    }

    private void DropOutdated()
    {
        while (_heap.TryPeek(out var key, out var due) && !(_dueByKey.TryGetValue(key, out var valid) && valid == due))
        {
            _heap.Dequeue();
        }
    }
}
