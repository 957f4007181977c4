using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Controllers;

/// <summary>Whose an object is that has the name of a child of ours. Nobody else's is ever touched.</summary>
internal static class Ownership
{
    public static bool IsOwnedBy(this IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> owner) =>
        obj.GetController()?.Uid == owner.Uid();

    /// <summary>For the owner of the child that cannot be made.</summary>
    public static string Conflict(string kind, IKubernetesObject<V1ObjectMeta> obj)
    {
        var owner = obj.GetController();
        var whose = owner is null ? "nobody's child" : $"owned by {owner.Kind} {owner.Name} ({owner.ApiVersion})";
        return $"The {kind} {obj.Namespace()}/{obj.Name()} exists already and is {whose}. It is left alone: "
            + "delete it, or give this InferenceService another name.";
    }
}
