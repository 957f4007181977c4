using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes;

/// <summary>A list, or a page of one.</summary>
/// <param name="ResourceVersion">The version a watch continues from.</param>
/// <param name="Unreadable">Items that did not fit the type. They exist: whoever computes deletions from a list must not miss them.</param>
public sealed record ResourceList<T>(IReadOnlyList<T> Items, string ResourceVersion, IReadOnlyList<UnreadableObject> Unreadable)
    where T : class, IKubernetesObject<V1ObjectMeta>;
