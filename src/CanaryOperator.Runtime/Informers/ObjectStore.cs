using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Informers;

/// <summary>
/// The objects of one kind by key, with indexes. Writes answer with what changed for those who look on. Reads are snapshots. Thread-safe.
/// </summary>
internal sealed class ObjectStore<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, T> _objects = [];
    private readonly Dictionary<string, StoreIndex<T>> _indexes = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _objects.Count;
            }
        }
    }

    public void AddIndex(string name, Func<T, IEnumerable<string>> values)
    {
        lock (_gate)
        {
            _indexes.Add(name, new StoreIndex<T>(values));
        }
    }

    public T? Get(NamespacedName key)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    public IReadOnlyList<T> List()
    {
        lock (_gate)
        {
            return [.. _objects.Values];
        }
    }

    public IReadOnlyList<T> ByIndex(string name, string value)
    {
        lock (_gate)
        {
            return _indexes.TryGetValue(name, out var index)
                ? index.Find(value)
                : throw new ArgumentException($"There is no index '{name}', only: {string.Join(", ", _indexes.Keys)}.", nameof(name));
        }
    }

    public IReadOnlyList<ObjectChange<T>> Put(T current)
    {
        lock (_gate)
        {
            return [.. PutLocked(current)];
        }
    }

    /// <param name="finalState">The object as it was when it was deleted, if that is known.</param>
    public IReadOnlyList<ObjectChange<T>> Remove(NamespacedName key, T? finalState)
    {
        lock (_gate)
        {
            if (RemoveLocked(key) is not { } old)
            {
                return [];
            }

            // The final state may be that of a successor that could not be read while it lived.
            return [new ObjectChange<T>(finalState?.Uid() == old.Uid() ? finalState : old, null)];
        }
    }

    /// <summary>Makes the store hold <paramref name="items"/> and nothing else: what is missing was deleted while nobody watched.</summary>
    /// <param name="unreadable">Objects that exist but could not be read: they stay as they were last seen.</param>
    public IReadOnlyList<ObjectChange<T>> Replace(IEnumerable<T> items, IEnumerable<NamespacedName> unreadable)
    {
        lock (_gate)
        {
            var changes = new List<ObjectChange<T>>();
            var missing = new HashSet<NamespacedName>(_objects.Keys);
            missing.ExceptWith(unreadable);
            foreach (var item in items)
            {
                missing.Remove(NamespacedName.Of(item.Metadata));
                changes.AddRange(PutLocked(item));
            }

            changes.AddRange(missing.Select(key => new ObjectChange<T>(RemoveLocked(key), null)));
            return changes;
        }
    }

    private List<ObjectChange<T>> PutLocked(T current)
    {
        var key = NamespacedName.Of(current.Metadata);
        var known = _objects.GetValueOrDefault(key);
        if (known is not null && IsSameVersion(known, current))
        {
            return [];
        }

        var old = RemoveLocked(key);
        _objects[key] = current;
        foreach (var index in _indexes.Values)
        {
            index.Add(key, current);
        }

        // Another object under the name of a deleted one: whoever held on to the first must hear of its end.
        return old is not null && old.Uid() != current.Uid()
            ? [new ObjectChange<T>(old, null), new ObjectChange<T>(null, current)]
            : [new ObjectChange<T>(old, current)];
    }

    private T? RemoveLocked(NamespacedName key)
    {
        if (_objects.Remove(key, out var old))
        {
            foreach (var index in _indexes.Values)
            {
                index.Remove(key, old);
            }
        }

        return old;
    }

    private static bool IsSameVersion(T known, T current) =>
        known.ResourceVersion() is { } version && version == current.ResourceVersion() && known.Uid() == current.Uid();
}
