using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Tests.Support;

/// <summary>The verbs that reconcilers do not use: any of them is a failure.</summary>
internal abstract class UnsupportedKubernetesClient
{
    public IAsyncEnumerable<ResourceList<T>> ListPagesAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceDescriptor<T> resource, WatchOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<T> UpdateStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<T> ApplyAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<T> ApplyStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<V1Scale?> GetScaleAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<V1Scale> UpdateScaleAsync<T>(ResourceDescriptor<T> resource, V1Scale scale, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();
}
