using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Serialization;

/// <param name="Continue">Token of the next page; null on the last.</param>
internal readonly record struct ListPage<T>(ResourceList<T> List, string? Continue)
    where T : class, IKubernetesObject<V1ObjectMeta>;
