namespace CanaryOperator.Runtime.Informers;

/// <summary>Finds objects by values that a function derives from them. Not thread-safe: the store guards it.</summary>
internal sealed class StoreIndex<T>(Func<T, IEnumerable<string>> values)
    where T : class
{
    private readonly Dictionary<string, Dictionary<NamespacedName, T>> _buckets = new(StringComparer.Ordinal);

    public IReadOnlyList<T> Find(string value) => _buckets.TryGetValue(value, out var bucket) ? [.. bucket.Values] : [];

    public void Add(NamespacedName key, T obj)
    {
        foreach (var value in values(obj))
        {
            if (!_buckets.TryGetValue(value, out var bucket))
            {
                _buckets[value] = bucket = [];
            }

            bucket[key] = obj;
        }
    }

    public void Remove(NamespacedName key, T obj)
    {
        foreach (var value in values(obj))
        {
            if (_buckets.TryGetValue(value, out var bucket) && bucket.Remove(key) && bucket.Count == 0)
            {
                _buckets.Remove(value);
            }
        }
    }
}
