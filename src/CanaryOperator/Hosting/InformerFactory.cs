using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Hosting;

/// <summary>Makes informers with what they all share.</summary>
/// <param name="namespaces">Of namespaced kinds; empty for all.</param>
/// <param name="jitter">A new generator for each: they are not thread-safe.</param>
/// <param name="caches">Gets every informer that is made.</param>
internal sealed class InformerFactory(
    IKubernetesClient client,
    IReadOnlyList<string> namespaces,
    TimeProvider clock,
    Func<Random> jitter,
    InformerMetrics metrics,
    ILoggerFactory loggers,
    ICollection<ICache> caches)
{
    public IResourceInformer<T> Create<T>(ResourceDescriptor<T> resource, Func<T, T>? transform, string? labelSelector = null)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var scope = new ListOptions { LabelSelector = labelSelector };
        if (namespaces.Count == 0 || resource.Scope == ResourceScope.Cluster)
        {
            var informer = Create(resource, transform, scope);
            caches.Add(informer);
            return informer;
        }

        var informers = new NamespacedInformers<T>(
            namespaces.ToDictionary(name => name, name => Create(resource, transform, scope with { Namespace = name })));
        caches.Add(informers);
        return informers;
    }

    /// <summary>Of one object, wherever the operator looks after InferenceServices.</summary>
    public IResourceInformer<T> CreateSingle<T>(ResourceDescriptor<T> resource, NamespacedName name)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var informer = Create(
            resource, null, new ListOptions { Namespace = name.Namespace, FieldSelector = $"metadata.name={name.Name}" });
        caches.Add(informer);
        return informer;
    }

    private ResourceInformer<T> Create<T>(ResourceDescriptor<T> resource, Func<T, T>? transform, ListOptions scope)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(client, resource, scope, transform, clock, jitter(), metrics, loggers.CreateLogger<ResourceInformer<T>>());
}
