using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;

namespace CanaryOperator.Hosting;

/// <summary>What makes the operator look at an InferenceService again, besides a change of itself.</summary>
internal static class Wakeups
{
    public static Controller<InferenceService> Add(
        Controller<InferenceService> controller, string group, IResourceInformer<InferenceService> inferenceServices, Caches caches) =>
        controller
            .Owns(caches.Services)
            .Watches(caches.VirtualServices, Namesake)
            .Watches(caches.Aliases, Namesake)
            .Watches(caches.Services, service => Claimants(service, inferenceServices))
            .Watches(caches.Revisions, revision => LabelledWith(group, revision))
            .Watches(caches.Pods, pod => LabelledWith(group, pod))
            .Watches(caches.Runtimes, runtime => Keys(inferenceServices).Where(key => key.Namespace == runtime.Namespace()))
            .Watches(caches.ClusterRuntimes, _ => Keys(inferenceServices));

    /// <summary>What concerns every InferenceService has changed.</summary>
    public static void All(IResourceInformer<InferenceService> inferenceServices, WorkQueue<NamespacedName> queue)
    {
        foreach (var key in Keys(inferenceServices))
        {
            queue.Add(key);
        }
    }

    /// <summary>
    /// The objects of the outer route have the name of their InferenceService, which may be one of the other group that was there before.
    /// </summary>
    private static IEnumerable<NamespacedName> Namesake(IKubernetesObject<V1ObjectMeta> route) => [NamespacedName.Of(route.Metadata)];

    private static IEnumerable<NamespacedName> Keys(IResourceInformer<InferenceService> inferenceServices) =>
        inferenceServices.List().Select(inferenceService => NamespacedName.Of(inferenceService.Metadata));

    /// <summary>Revisions and pods are owned by Knative's objects; the label came with the template.</summary>
    private static IEnumerable<NamespacedName> LabelledWith(string group, IKubernetesObject<V1ObjectMeta> child) =>
        child.GetLabel(WellKnown.InferenceServiceLabel(group)) is { } owner ? [new(child.Namespace(), owner)] : [];

    /// <summary>Somebody else's Service blocks the InferenceService that wants its name: when it goes, that one must know.</summary>
    private static IEnumerable<NamespacedName> Claimants(KnativeService service, IResourceInformer<InferenceService> inferenceServices) =>
        ChildNames.InferenceServiceOf(service.Name()) is { } name
        && inferenceServices.Get(new(service.Namespace(), name)) is { } claimant
        && !service.IsOwnedBy(claimant)
            ? [NamespacedName.Of(claimant.Metadata)]
            : [];
}
