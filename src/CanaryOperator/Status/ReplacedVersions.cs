using System.Collections.Concurrent;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Status;

/// <summary>Versions of objects that are older than our own last write: the cache may show them for a moment longer.</summary>
internal sealed class ReplacedVersions<TKey>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, string[]> _versions = new();

    /// <summary>The cache has not seen our last write. Its event is on its way, and brings a reconcile.</summary>
    public bool Contains(TKey key, IKubernetesObject<V1ObjectMeta> cached) =>
        _versions.TryGetValue(key, out var versions) && versions.Contains(cached.ResourceVersion());

    /// <summary>A write that changed nothing replaces nothing, and no event would follow it.</summary>
    /// <param name="replaced">The last one is what the write was made to.</param>
    public void Add(TKey key, IKubernetesObject<V1ObjectMeta> stored, params IKubernetesObject<V1ObjectMeta>[] replaced)
    {
        if (stored.ResourceVersion() != replaced[^1].ResourceVersion())
        {
            _versions[key] = [.. replaced.Select(version => version.ResourceVersion()!)];
        }
    }

    public void Forget(TKey key) => _versions.TryRemove(key, out _);
}
