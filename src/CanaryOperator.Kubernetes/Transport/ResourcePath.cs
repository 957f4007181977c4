using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Where objects live below the API server's root.</summary>
internal static class ResourcePath
{
    /// <param name="namespace">Null or empty for cluster-scoped kinds, and for all namespaces at once.</param>
    public static string OfCollection<T>(ResourceDescriptor<T> resource, string? @namespace)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var root = resource.Group.Length == 0 ? $"/api/{resource.Version}" : $"/apis/{resource.Group}/{resource.Version}";
        if (string.IsNullOrEmpty(@namespace))
        {
            return $"{root}/{resource.Plural}";
        }

        return resource.Scope == ResourceScope.Namespaced
            ? $"{root}/namespaces/{Segment(@namespace, nameof(@namespace))}/{resource.Plural}"
            : throw new ArgumentException($"{resource} are cluster-scoped: leave the namespace out.", nameof(@namespace));
    }

    /// <param name="subresource">Null for the object itself.</param>
    public static string OfObject<T>(ResourceDescriptor<T> resource, string name, string? @namespace, string? subresource)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = $"{OfOwnCollection(resource, @namespace)}/{Segment(name, nameof(name))}";
        return subresource is null ? path : $"{path}/{Segment(subresource, nameof(subresource))}";
    }

    /// <summary>The collection that one object is in: a namespaced one needs its namespace.</summary>
    public static string OfOwnCollection<T>(ResourceDescriptor<T> resource, string? @namespace)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        resource.Scope == ResourceScope.Namespaced && string.IsNullOrEmpty(@namespace)
            ? throw new ArgumentException($"{resource} are namespaced: name the namespace.", nameof(@namespace))
            : OfCollection(resource, @namespace);

    /// <summary>An empty or dotted segment would silently address another resource, for example the whole collection.</summary>
    private static string Segment(string value, string parameter) =>
        value is "" or "." or ".." || value.AsSpan().ContainsAny('/', '%')
            ? throw new ArgumentException($"\"{value}\" cannot be part of an object's path.", parameter)
            : Uri.EscapeDataString(value);
}
