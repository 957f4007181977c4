using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Tests;

/// <summary>A client on which a fake overrides the few verbs that the code under test may use; any other is a failure.</summary>
internal abstract class UnsupportedKubernetesClient : IKubernetesClient
{
    public virtual Task<T?> GetAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<ResourceList<T>> ListAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual IAsyncEnumerable<ResourceList<T>> ListPagesAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceDescriptor<T> resource, WatchOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<T> UpdateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<T> UpdateStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<T> PatchAsync<T>(
        ResourceDescriptor<T> resource,
        V1Patch patch,
        string name,
        string? @namespace,
        string? subresource,
        CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<T> ApplyAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<T> ApplyStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<V1Scale?> GetScaleAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<V1Scale> UpdateScaleAsync<T>(ResourceDescriptor<T> resource, V1Scale scale, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task DeleteAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, DeleteOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public virtual Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();
}
