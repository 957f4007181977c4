using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Tests.Support;

/// <summary>
/// As much of an API server as a reconcile can tell from a real one: uids, versions, generations, status apart from the rest, conflicts.
/// </summary>
internal sealed class FakeApiServer : UnsupportedKubernetesClient, IKubernetesClient
{
    private readonly Dictionary<string, JsonObject> _objects = [];
    private int _version = 1000;

    /// <summary>What was asked, in order: <c>PATCH inferenceservices.serving.kserve.io/status demo/my-model</c>.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Answers a request (as in <see cref="Requests"/>) with a failure; null lets it pass.</summary>
    public Func<string, KubernetesException?> Refuses { get; set; } = _ => null;

    /// <summary>The last patch, as it was sent.</summary>
    public V1Patch? LastPatch { get; private set; }

    /// <summary>Puts an object in place as somebody else would, status included.</summary>
    public T Put<T>(ResourceDescriptor<T> resource, T obj)
        where T : class, IKubernetesObject<V1ObjectMeta> => Store(resource, ToJson(resource, obj));

    public T? Find<T>(ResourceDescriptor<T> resource, string name)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        _objects.TryGetValue(Key(resource, name, Some.Namespace), out var json) ? Json.Read(json, resource.TypeInfo) : null;

    public void Remove<T>(ResourceDescriptor<T> resource, string name)
        where T : class, IKubernetesObject<V1ObjectMeta> => _objects.Remove(Key(resource, name, Some.Namespace));

    public Task<T?> GetAsync<T>(ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        Receive($"GET {Key(resource, name, @namespace)}");
        var json = _objects.GetValueOrDefault(Key(resource, name, @namespace));
        return Task.FromResult(json is null ? null : Json.Read(json, resource.TypeInfo));
    }

    /// <summary>Of one object: by the field selector of its name.</summary>
    public Task<ResourceList<T>> ListAsync<T>(ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = Key(resource, options.FieldSelector!.Split("metadata.name=")[1], options.Namespace);
        Receive($"LIST {key}");
        return Task.FromResult(new ResourceList<T>(
            _objects.TryGetValue(key, out var json) ? [Json.Read(json, resource.TypeInfo)] : [], $"{_version}", []));
    }

    public Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = Key(resource, entity.Name(), entity.Namespace());
        Receive($"CREATE {key}");
        var json = ToJson(resource, entity);
        json["metadata"]!["uid"] = $"uid-of-{key}";
        json["metadata"]!["generation"] = 1;
        return Task.FromResult(Store(resource, json));
    }

    public Task<T> UpdateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = Key(resource, entity.Name(), entity.Namespace());
        Receive($"UPDATE {key}");
        var (live, json) = (_objects[key], ToJson(resource, entity));
        RequireVersion(live, entity.ResourceVersion());
        json["status"] = live["status"]?.DeepClone();
        var isSame = JsonNode.DeepEquals(live["spec"], json["spec"]);
        json["metadata"]!["generation"] = (long)live["metadata"]!["generation"]! + (isSame ? 0 : 1);
        return Task.FromResult(Store(resource, json));
    }

    public Task<T> PatchAsync<T>(
        ResourceDescriptor<T> resource,
        V1Patch patch,
        string name,
        string? @namespace,
        string? subresource,
        CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        Receive($"PATCH {resource.QualifiedName}/{subresource} {@namespace}/{name}");
        LastPatch = patch;
        var json = _objects[Key(resource, name, @namespace)].DeepClone().AsObject();
        foreach (var operation in JsonNode.Parse(patch.Content.Span)!.AsArray())
        {
            switch ((string?)operation!["path"])
            {
                case "/metadata/resourceVersion":
                    RequireVersion(json, (string?)operation["value"]);
                    break;
                case "/metadata/uid" when (string?)operation["value"] == (string?)json["metadata"]!["uid"]:
                    break;
                case "/status/notifications" when subresource == "status":
                    json["status"]!["notifications"] = operation["value"]!.DeepClone();
                    break;
                case "/status" when subresource == "status":
                    json["status"] = operation["value"]!.DeepClone();
                    break;
                default:
                    throw new NotSupportedException(operation.ToJsonString());
            }
        }

        return Task.FromResult(Store(resource, json));
    }

    public Task DeleteAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, DeleteOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = Key(resource, name, @namespace);
        Receive($"DELETE {key}");
        if (_objects.TryGetValue(key, out var live) && (string?)live["metadata"]!["uid"] != options.Uid)
        {
            throw new KubernetesException("it is another object by now", HttpStatusCode.Conflict, new() { Reason = "Conflict" }, null);
        }

        _objects.Remove(key);
        return Task.CompletedTask;
    }

    private void Receive(string request)
    {
        Requests.Add(request);
        if (Refuses(request) is { } refusal)
        {
            throw refusal;
        }
    }

    private static void RequireVersion(JsonObject live, string? version)
    {
        if ((string?)live["metadata"]!["resourceVersion"] != version)
        {
            throw new KubernetesException("the object has been modified", HttpStatusCode.Conflict, new() { Reason = "Conflict" }, null);
        }
    }

    private T Store<T>(ResourceDescriptor<T> resource, JsonObject json)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var metadata = json["metadata"]!;
        metadata["resourceVersion"] = $"{++_version}";
        _objects[Key(resource, (string)metadata["name"]!, (string?)metadata["namespace"])] = json;
        return Json.Read(json, resource.TypeInfo);
    }

    private static JsonObject ToJson<T>(ResourceDescriptor<T> resource, T obj)
        where T : class, IKubernetesObject<V1ObjectMeta> => JsonSerializer.SerializeToNode(obj, resource.TypeInfo)!.AsObject();

    private static string Key<T>(ResourceDescriptor<T> resource, string name, string? @namespace)
        where T : class, IKubernetesObject<V1ObjectMeta> => $"{resource.QualifiedName} {@namespace}/{name}";
}
