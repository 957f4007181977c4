using System.Collections.Concurrent;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Status;

/// <summary>Versions of objects that our own last write replaced: the cache may show them for a moment longer.</summary>
internal sealed class ReplacedVersions<TKey>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, string> _versions = new();

    /// <summary>The cache has not seen our last write. Its event is on its way, and brings a reconcile.</summary>
    public bool Contains(TKey key, IKubernetesObject<V1ObjectMeta> cached) =>
        _versions.TryGetValue(key, out var version) && version == cached.ResourceVersion();

    /// <summary>A write that changed nothing replaces nothing, and no event would follow it.</summary>
    public void Add(TKey key, IKubernetesObject<V1ObjectMeta> written, IKubernetesObject<V1ObjectMeta> stored)
    {
        if (stored.ResourceVersion() != written.ResourceVersion())
        {
            _versions[key] = written.ResourceVersion()!;
        }
    }

    public void Forget(TKey key) => _versions.TryRemove(key, out _);
}
