using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Controllers;

/// <summary>Whose an object is that has the name of a child of ours. Nobody else's is ever touched.</summary>
internal static class Ownership
{
    public static bool IsOwnedBy(this IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> owner) =>
        obj.GetController()?.Uid == owner.Uid();

    /// <summary>Its user has asked for it, and nobody loses anything: a restored backup, for example, has owners of another uid.</summary>
    public static bool MayAdopt(this InferenceService inferenceService, IKubernetesObject<V1ObjectMeta> obj)
    {
        var owner = obj.GetController();
        return inferenceService.GetAnnotation(WellKnown.AdoptAnnotation) == "true"
            && (owner is null || (owner.Name, owner.Kind, owner.ApiVersion)
                == (inferenceService.Name(), inferenceService.Kind, inferenceService.ApiVersion));
    }

    /// <summary>The metadata of an object with <paramref name="owner"/> as its one controller.</summary>
    public static V1ObjectMeta AdoptedBy(this V1ObjectMeta metadata, InferenceService owner) => metadata with
    {
        OwnerReferences =
        [
            .. (metadata.OwnerReferences ?? []).Where(reference => reference.Controller != true),
            owner.MakeOwnerReference(),
        ],
    };

    /// <summary>For the owner of the child that cannot be made.</summary>
    public static string Conflict(string kind, IKubernetesObject<V1ObjectMeta> obj)
    {
        var owner = obj.GetController();
        var whose = owner is null ? "nobody's child" : $"owned by {owner.Kind} {owner.Name} ({owner.ApiVersion})";
        return $"The {kind} {obj.Namespace()}/{obj.Name()} exists already and is {whose}. It is left alone: "
            + "delete it, or give this InferenceService another name.";
    }
}
