using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>
/// An API server for objects of any kind: list, watch by name, create, update and JSON patch with the server's rules for resource versions.
/// Belongs to one thread. Never fails unless told to.
/// </summary>
internal sealed class FakeCluster(TimeProvider clock) : UnsupportedKubernetesClient
{
    private readonly Dictionary<(string Kind, NamespacedName Key), IKubernetesObject<V1ObjectMeta>> _objects = [];
    private readonly List<(long Version, string Kind, WatchEventType Type, IKubernetesObject<V1ObjectMeta> Object)> _history = [];
    private readonly List<OpenWatch> _open = [];
    private long _version = 1000;

    /// <summary>Every request as <c>verb plural.group</c>.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Kinds that the server does not know, as <c>plural.group</c>.</summary>
    public HashSet<string> NotServed { get; } = [];

    /// <summary>Requests, as <see cref="Requests"/> has them, that are refused.</summary>
    public HashSet<string> Forbidden { get; } = [];

    public T? Find<T>(ResourceDescriptor<T> resource, string name)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (T?)_objects.SingleOrDefault(entry => entry.Key.Kind == resource.QualifiedName && entry.Key.Key.Name == name).Value;

    /// <summary>Somebody else creates or updates it.</summary>
    public T Put<T>(ResourceDescriptor<T> resource, T obj)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var id = (resource.QualifiedName, NamespacedName.Of(obj.Metadata));
        var known = _objects.GetValueOrDefault(id);
        var metadata = obj.Metadata with { Uid = known?.Metadata.Uid ?? $"uid-{_version}", ResourceVersion = $"{++_version}" };
        var stored = With(resource, obj, metadata);
        _objects[id] = stored;
        Append(resource.QualifiedName, known is null ? WatchEventType.Added : WatchEventType.Modified, stored);
        return stored;
    }

    public void Delete<T>(ResourceDescriptor<T> resource, T obj)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        _objects.Remove((resource.QualifiedName, NamespacedName.Of(obj.Metadata)));
        var metadata = obj.Metadata with { ResourceVersion = $"{++_version}" };
        Append(resource.QualifiedName, WatchEventType.Deleted, With(resource, obj, metadata));
    }

    public override async Task<ResourceList<T>> ListAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
    {
        await ReceiveAsync("list", resource.QualifiedName);
        var items = _objects
            .Where(entry => entry.Key.Kind == resource.QualifiedName && IsSelected(entry.Value, options.FieldSelector))
            .Select(entry => (T)entry.Value);
        return new ResourceList<T>([.. items], $"{_version}", []);
    }

    public override async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceDescriptor<T> resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ReceiveAsync("watch", resource.QualifiedName);
        var position = long.Parse(options.ResourceVersion);
        var watch = new OpenWatch();
        _open.Add(watch);
        await using var timeout = clock.CreateTimer(
            _ => watch.Wake(() => watch.Closed = true), null, options.Timeout, Timeout.InfiniteTimeSpan);
        try
        {
            while (!watch.Closed)
            {
                var next = _history.Find(entry => entry.Version > position && entry.Kind == resource.QualifiedName);
                if (next.Object is null)
                {
                    await watch.WaitAsync(cancellationToken);
                    continue;
                }

                position = next.Version;
                if (IsSelected(next.Object, options.FieldSelector))
                {
                    yield return new WatchEvent<T>(next.Type, (T)next.Object, $"{position}");
                }
            }
        }
        finally
        {
            _open.Remove(watch);
        }
    }

    public override async Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
    {
        await ReceiveAsync("create", resource.QualifiedName);
        return _objects.ContainsKey((resource.QualifiedName, NamespacedName.Of(entity.Metadata)))
            ? throw Refusal(HttpStatusCode.Conflict, "AlreadyExists")
            : Put(resource, entity);
    }

    public override async Task<T> UpdateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
    {
        await ReceiveAsync("update", resource.QualifiedName);
        return Find(resource, entity.Name())?.ResourceVersion() == entity.ResourceVersion()
            ? Put(resource, entity)
            : throw Refusal(HttpStatusCode.Conflict, "Conflict");
    }

    public override async Task<T> PatchAsync<T>(
        ResourceDescriptor<T> resource,
        V1Patch patch,
        string name,
        string? @namespace,
        string? subresource,
        CancellationToken cancellationToken)
    {
        await ReceiveAsync("patch", resource.QualifiedName);
        var current = Find(resource, name) ?? throw Refusal(HttpStatusCode.NotFound, "NotFound");
        try
        {
            var node = JsonSerializer.SerializeToNode(current, resource.TypeInfo)!;
            return Put(resource, JsonPatchDocument.Apply(patch.Content.Span, node).Deserialize(resource.TypeInfo)!);
        }
        catch (InvalidOperationException exception)
        {
            throw new KubernetesException(exception.Message, HttpStatusCode.UnprocessableEntity, new V1Status { Reason = "Invalid" }, null);
        }
    }

    private static T With<T>(ResourceDescriptor<T> resource, T obj, V1ObjectMeta metadata)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var node = JsonSerializer.SerializeToNode(obj, resource.TypeInfo)!;
        node["metadata"] = JsonSerializer.SerializeToNode(metadata, KubernetesJsonContext.Default.V1ObjectMeta);
        return node.Deserialize(resource.TypeInfo)!;
    }

    private static bool IsSelected(IKubernetesObject<V1ObjectMeta> obj, string? selector) =>
        selector is null || selector == $"metadata.name={obj.Name()}";

    private static KubernetesException Refusal(HttpStatusCode code, string reason) =>
        new($"the server says {reason}", code, new V1Status { Reason = reason }, null);

    /// <summary>Takes a moment, as every answer does.</summary>
    private async Task ReceiveAsync(string verb, string resource)
    {
        var request = $"{verb} {resource}";
        Requests.Add(request);
        await Task.Yield();
        if (NotServed.Contains(resource))
        {
            throw Failures.NotFound();
        }

        if (Forbidden.Contains(request))
        {
            throw Failures.Forbidden();
        }
    }

    private void Append(string kind, WatchEventType type, IKubernetesObject<V1ObjectMeta> obj)
    {
        _history.Add((_version, kind, type, obj));
        foreach (var watch in _open.ToList())
        {
            watch.Wake(() => { });
        }
    }
}
