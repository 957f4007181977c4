using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes;

/// <summary>One event of a watch.</summary>
/// <param name="Object">
/// Null for <see cref="WatchEventType.Bookmark"/> and <see cref="WatchEventType.Unreadable"/>, and for a
/// <see cref="WatchEventType.Deleted"/> object that could not be read: then <paramref name="Unreadable"/> tells which one is gone.
/// </param>
/// <param name="ResourceVersion">Where to watch from after this event.</param>
public readonly record struct WatchEvent<T>(
    WatchEventType Type, T? Object, string ResourceVersion, UnreadableObject? Unreadable = null)
    where T : class, IKubernetesObject<V1ObjectMeta>;
