using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Tests.Serving.Gateways.Support;

/// <summary>An API server for one that only lists and watches. Whoever writes can wait until the watcher has dealt with it.</summary>
internal sealed class WatchedObjects : IKubernetesClient
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, NamespacedName Name), object> _objects = [];
    private readonly Dictionary<string, Channel<(WatchEventType Type, object Object, TaskCompletionSource Seen)>> _watches = [];

    /// <summary>Returns when the watcher, if there is one yet, has dealt with it.</summary>
    public Task PutAsync<T>(ResourceDescriptor<T> resource, T obj)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_gate)
        {
            _objects[(resource.QualifiedName, NamespacedName.Of(obj.Metadata))] = obj;
            return TellLocked(resource.QualifiedName, WatchEventType.Modified, obj);
        }
    }

    /// <inheritdoc cref="PutAsync"/>
    public Task RemoveAsync<T>(ResourceDescriptor<T> resource, T obj)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_gate)
        {
            _objects.Remove((resource.QualifiedName, NamespacedName.Of(obj.Metadata)));
            return TellLocked(resource.QualifiedName, WatchEventType.Deleted, obj);
        }
    }

    public Task<ResourceList<T>> ListAsync<T>(ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_gate)
        {
            // What is written from now on is for the watch that follows.
            _watches[resource.QualifiedName] = Channel.CreateUnbounded<(WatchEventType Type, object Object, TaskCompletionSource Seen)>();
            T[] items = [.. _objects.Where(entry => entry.Key.Kind == resource.QualifiedName).Select(entry => (T)entry.Value)];
            return Task.FromResult(new ResourceList<T>(items, "1", []));
        }
    }

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceDescriptor<T> resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        await foreach (var (type, obj, seen) in _watches[resource.QualifiedName].Reader.ReadAllAsync(cancellationToken))
        {
            yield return new(type, (T)obj, "1");
            seen.SetResult();
        }
    }

    public Task<T?> GetAsync<T>(ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public IAsyncEnumerable<ResourceList<T>> ListPagesAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<T> UpdateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<T> UpdateStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<T> PatchAsync<T>(
        ResourceDescriptor<T> resource,
        V1Patch patch,
        string name,
        string? @namespace,
        string? subresource,
        CancellationToken cancellationToken)
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

    public Task DeleteAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, DeleteOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task TellLocked(string kind, WatchEventType type, object obj)
    {
        if (!_watches.TryGetValue(kind, out var watch))
        {
            return Task.CompletedTask;
        }

        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.Writer.TryWrite((type, obj, seen));
        return seen.Task;
    }
}
