using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Controllers;

/// <summary>Finds the key of the object that controls another.</summary>
internal static class OwnerMapping
{
    /// <summary>
    /// Empty unless the controller reference names the owner's group and kind. The version does not matter: it is the one that the writer
    /// of the reference happened to use.
    /// </summary>
    public static IEnumerable<NamespacedName> KeysOf<TOwner>(IKubernetesObject<V1ObjectMeta> owned, ResourceDescriptor<TOwner> owner)
        where TOwner : class, IKubernetesObject<V1ObjectMeta>
    {
        if (owned.GetController() is { } reference && reference.Kind == owner.Kind && GroupOf(reference.ApiVersion) == owner.Group)
        {
            yield return new NamespacedName(owner.Scope == ResourceScope.Cluster ? "" : owned.Namespace(), reference.Name);
        }
    }

    private static string GroupOf(string apiVersion)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : apiVersion[..slash];
    }
}
