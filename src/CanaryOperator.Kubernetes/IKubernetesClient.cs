using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes;

/// <summary>
/// The verbs of the Kubernetes API. Every failure that the server or the wire reports is a <see cref="KubernetesException"/>; cancellation
/// by the caller's token is an <see cref="OperationCanceledException"/>. Thread-safe.
/// </summary>
public interface IKubernetesClient
{
    /// <summary>
    /// Reads one object; null when the API server says that there is none. A 404 that does not say so (the kind is not served, a proxy
    /// does not know the path) is a <see cref="KubernetesException"/> with <see cref="KubernetesException.IsNotFound"/>.
    /// </summary>
    Task<T?> GetAsync<T>(ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>
    /// Reads all objects that match, in pages, into one list; everything at once if the server forgets the first page's version midway.
    /// </summary>
    Task<ResourceList<T>> ListAsync<T>(ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>
    /// Reads all objects that match, page by page. When the server forgets the first page's version midway, it throws a
    /// <see cref="KubernetesException"/> with <see cref="KubernetesException.IsGone"/>: what was read until then is of no use.
    /// </summary>
    IAsyncEnumerable<ResourceList<T>> ListPagesAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>
    /// One watch request: ends when the server closes it (normal after its timeout), throws when it fails. A 410 is a
    /// <see cref="KubernetesException"/> with <see cref="KubernetesException.IsGone"/>, whether it came as HTTP status or as an event.
    /// Nothing is retried: waiting out <see cref="KubernetesException.RetryAfter"/> and continuing from the last event is up to the caller.
    /// </summary>
    IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ResourceDescriptor<T> resource, WatchOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Replaces the object, except its status; a stale <c>resourceVersion</c> is a conflict.</summary>
    Task<T> UpdateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Replaces the status alone; a stale <c>resourceVersion</c> is a conflict.</summary>
    Task<T> UpdateStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Patches the object, or its <c>/status</c> with <paramref name="subresource"/> set to <c>status</c>.</summary>
    Task<T> PatchAsync<T>(
        ResourceDescriptor<T> resource,
        V1Patch patch,
        string name,
        string? @namespace,
        string? subresource,
        CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Server-side apply of the fields in <paramref name="entity"/>, taking them over from other managers.</summary>
    Task<T> ApplyAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    Task<T> ApplyStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    Task<V1Scale?> GetScaleAsync<T>(ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    Task<V1Scale> UpdateScaleAsync<T>(ResourceDescriptor<T> resource, V1Scale scale, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Deletes the object; one that is already gone is not an error.</summary>
    Task DeleteAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, DeleteOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Body of a GET on a path such as <c>/version</c> or <c>/readyz</c>.</summary>
    Task<string> GetRawAsync(string path, CancellationToken cancellationToken);
}
