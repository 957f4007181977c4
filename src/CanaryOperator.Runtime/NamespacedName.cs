using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime;

/// <summary>Key of an object among all objects of its kind. <see cref="Namespace"/> is empty for cluster-scoped kinds.</summary>
public readonly record struct NamespacedName(string Namespace, string Name)
{
    public static NamespacedName Of(V1ObjectMeta metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return new NamespacedName(metadata.NamespaceProperty ?? "", metadata.Name ?? "");
    }

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
