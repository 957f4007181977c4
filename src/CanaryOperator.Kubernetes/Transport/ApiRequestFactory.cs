using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Says each verb in HTTP.</summary>
internal sealed class ApiRequestFactory(string fieldManager)
{
    public static ApiRequest Get<T>(ResourceDescriptor<T> resource, string name, string? @namespace, string? subresource)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(
            HttpMethod.Get,
            "get",
            Target(resource, name, @namespace, subresource),
            ResourcePath.OfObject(resource, name, @namespace, subresource));

    public static ApiRequest GetRaw(string path) => path.StartsWith('/')
        ? new(HttpMethod.Get, "get", path, path)
        : throw new ArgumentException($"\"{path}\" must start with a slash.", nameof(path));

    /// <param name="continueToken">Null for the first page. A later one repeats the selectors; the token stands for the version.</param>
    public static ApiRequest List<T>(ResourceDescriptor<T> resource, ListOptions options, string? continueToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var query = Select(resource, options.Namespace, options.LabelSelector, options.FieldSelector)
            .Add("limit", options.PageSize > 0 ? options.PageSize.ToString() : null)
            .Add("continue", continueToken)
            .Add("resourceVersion", continueToken is null ? options.ResourceVersion : null);
        return new(HttpMethod.Get, "list", Target(resource, "", options.Namespace, null), query.ToString());
    }

    public static ApiRequest Watch<T>(ResourceDescriptor<T> resource, WatchOptions options)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var query = Select(resource, options.Namespace, options.LabelSelector, options.FieldSelector)
            .Add("watch", "1")
            .Add("allowWatchBookmarks", "true")
            .Add("resourceVersion", options.ResourceVersion)
            .Add("timeoutSeconds", ((long)options.Timeout.TotalSeconds).ToString());
        return new(HttpMethod.Get, "watch", Target(resource, "", options.Namespace, null), query.ToString());
    }

    public ApiRequest Create<T>(ResourceDescriptor<T> resource, T entity)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var @namespace = entity.Metadata.NamespaceProperty;
        var path = ResourcePath.OfOwnCollection(resource, @namespace);
        var target = Target(resource, entity.Metadata.Name ?? $"{entity.Metadata.GenerateName}*", @namespace, null);
        return new(HttpMethod.Post, "create", target, Managed(path).ToString()) { Body = Encode(resource, entity) };
    }

    public ApiRequest Update<T>(ResourceDescriptor<T> resource, T entity, string? subresource)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        Put(resource, entity, subresource, Encode(resource, entity));

    public ApiRequest UpdateScale<T>(ResourceDescriptor<T> resource, V1Scale scale)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        Put(resource, scale, "scale", EntityEncoder.Encode(scale, KubernetesJsonContext.Default.V1Scale, "autoscaling/v1", "Scale"));

    public ApiRequest Patch<T>(ResourceDescriptor<T> resource, V1Patch patch, string name, string? @namespace, string? subresource)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.OfObject(resource, name, @namespace, subresource);
        // Without force, server-side apply gives way to every other manager of a field, and the field keeps drifting.
        var query = Managed(path).Add("force", patch.Type == PatchType.ApplyPatch ? "true" : null);
        return new(HttpMethod.Patch, "patch", Target(resource, name, @namespace, subresource), query.ToString())
        {
            Body = patch.Content,
            ContentType = ContentType(patch.Type),
        };
    }

    public ApiRequest Apply<T>(ResourceDescriptor<T> resource, T entity, string? subresource)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var patch = new V1Patch(PatchType.ApplyPatch, Encode(resource, entity));
        return Patch(resource, patch, entity.Name(), entity.Namespace(), subresource) with { Verb = "apply" };
    }

    public static ApiRequest Delete<T>(ResourceDescriptor<T> resource, string name, string? @namespace, DeleteOptions options)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.OfObject(resource, name, @namespace, null);
        return new(HttpMethod.Delete, "delete", Target(resource, name, @namespace, null), path)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(DeleteBody.From(options), WireJsonContext.Default.DeleteBody),
        };
    }

    private ApiRequest Put<T>(ResourceDescriptor<T> resource, IKubernetesObject<V1ObjectMeta> entity, string? subresource, byte[] body)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.OfObject(resource, entity.Name(), entity.Namespace(), subresource);
        var target = Target(resource, entity.Name(), entity.Namespace(), subresource);
        return new(HttpMethod.Put, "update", target, Managed(path).ToString()) { Body = body };
    }

    private static byte[] Encode<T>(ResourceDescriptor<T> resource, T entity)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        EntityEncoder.Encode(entity, resource.TypeInfo, resource.ApiVersion, resource.Kind);

    private QueryString Managed(string path) => new QueryString(path).Add("fieldManager", fieldManager);

    private static QueryString Select<T>(ResourceDescriptor<T> resource, string? @namespace, string? labels, string? fields)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new QueryString(ResourcePath.OfCollection(resource, @namespace)).Add("labelSelector", labels).Add("fieldSelector", fields);

    private static string ContentType(PatchType type) => type switch
    {
        PatchType.JsonPatch => "application/json-patch+json",
        PatchType.MergePatch => "application/merge-patch+json",
        PatchType.StrategicMergePatch => "application/strategic-merge-patch+json",
        // The server asks for YAML; JSON is YAML.
        PatchType.ApplyPatch => "application/apply-patch+yaml",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a patch type."),
    };

    private static string Target<T>(ResourceDescriptor<T> resource, string name, string? @namespace, string? subresource)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = string.IsNullOrEmpty(@namespace) ? name : $"{@namespace}/{name}";
        return $"{resource}{(subresource is null ? "" : $"/{subresource}")} {key}".TrimEnd();
    }
}
