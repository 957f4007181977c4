using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Informers;

/// <summary>Told of a change in a cache: added (no old), updated, deleted (no current).</summary>
public delegate void ResourceChangeHandler<in T>(T? old, T? current)
    where T : class, IKubernetesObject<V1ObjectMeta>;
