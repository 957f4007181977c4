namespace CanaryOperator.Kubernetes.Models;

/// <summary>Short ways to the metadata that every object has.</summary>
public static class ModelExtensions
{
    /// <exception cref="InvalidOperationException">The object has no name yet.</exception>
    public static string Name(this IKubernetesObject<V1ObjectMeta> obj) =>
        obj.Metadata.Name ?? throw new InvalidOperationException($"A {obj.Kind} without metadata.name cannot be addressed.");

    /// <summary>Empty for cluster-scoped objects.</summary>
    public static string Namespace(this IKubernetesObject<V1ObjectMeta> obj) => obj.Metadata.NamespaceProperty ?? "";

    public static string? Uid(this IKubernetesObject<V1ObjectMeta> obj) => obj.Metadata.Uid;

    public static long Generation(this IKubernetesObject<V1ObjectMeta> obj) => obj.Metadata.Generation ?? 0;

    public static string? ResourceVersion(this IKubernetesObject<V1ObjectMeta> obj) => obj.Metadata.ResourceVersion;

    public static string? GetLabel(this IKubernetesObject<V1ObjectMeta> obj, string key) => obj.Metadata.Labels?.GetValueOrDefault(key);

    public static string? GetAnnotation(this IKubernetesObject<V1ObjectMeta> obj, string key) =>
        obj.Metadata.Annotations?.GetValueOrDefault(key);

    public static bool IsBeingDeleted(this IKubernetesObject<V1ObjectMeta> obj) => obj.Metadata.DeletionTimestamp is not null;

    /// <summary>The one owner that manages this object, if it has one.</summary>
    public static V1OwnerReference? GetController(this IKubernetesObject<V1ObjectMeta> obj) =>
        obj.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true);

    public static V1ObjectReference MakeObjectReference(this IKubernetesObject<V1ObjectMeta> obj) => new()
    {
        ApiVersion = obj.ApiVersion,
        Kind = obj.Kind,
        Name = obj.Metadata.Name,
        NamespaceProperty = obj.Metadata.NamespaceProperty,
        Uid = obj.Metadata.Uid,
        ResourceVersion = obj.Metadata.ResourceVersion,
    };

    /// <summary>A controller reference to <paramref name="obj"/> that blocks its foreground deletion.</summary>
    public static V1OwnerReference MakeOwnerReference(this IKubernetesObject<V1ObjectMeta> obj) => new()
    {
        ApiVersion = obj.ApiVersion ?? throw new InvalidOperationException("An owner needs an apiVersion."),
        Kind = obj.Kind ?? throw new InvalidOperationException("An owner needs a kind."),
        Name = obj.Name(),
        Uid = obj.Uid() ?? throw new InvalidOperationException("An owner needs a uid: it must have been read from the API server."),
        Controller = true,
        BlockOwnerDeletion = true,
    };
}
