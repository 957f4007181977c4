using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Controllers;

/// <summary>
/// Reads a component's Knative Service, revisions and pods from the caches. Absence of the first two is never taken from a cache: it is
/// what a lagging cache looks like, and acting on it would forget the history or leave a revision without its traffic.
/// </summary>
internal sealed class ServiceSnapshot(
    IKubernetesClient client,
    IResourceInformer<KnativeService> services,
    IResourceInformer<KnativeRevision> revisions,
    IResourceInformer<V1Pod> pods)
{
    /// <summary>Index of revisions by the Service that made them.</summary>
    public const string ByService = "service";

    /// <summary>Index of pods by the revision that they run.</summary>
    public const string ByRevision = "revision";

    public bool IsKnativeServed => services.IsServed;

    public static IEnumerable<string> ServiceOf(KnativeRevision revision) => IndexKey(revision, WellKnown.KnativeServiceLabel);

    public static IEnumerable<string> RevisionOf(V1Pod pod) => IndexKey(pod, WellKnown.KnativeRevisionLabel);

    public async Task<KnativeService?> ReadServiceAsync(NamespacedName key, CancellationToken cancellationToken) =>
        FindService(key) ?? await client.GetAsync(KnativeResources.Services, key.Name, key.Namespace, cancellationToken);

    /// <summary>As the cache has it.</summary>
    public KnativeService? FindService(NamespacedName key) => services.Get(key);

    public IReadOnlyList<V1Pod> ReadPods(NamespacedName revision) => pods.ByIndex(ByRevision, revision.ToString());

    /// <param name="history">Its revisions are looked up one by one when the cache does not have them.</param>
    public async Task<KnownRevisions> ReadRevisionsAsync(
        NamespacedName service, RolloutHistory history, CancellationToken cancellationToken)
    {
        var known = revisions.ByIndex(ByService, service.ToString());
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in new[] { history.LatestRolledout, history.PreviousRolledout }.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!known.Any(revision => revision.Name() == name)
                && await client.GetAsync(KnativeResources.Revisions, name, service.Namespace, cancellationToken) is null)
            {
                missing.Add(name);
            }
        }

        return RolloutMapping.ToKnown(known, missing);
    }

    private static IEnumerable<string> IndexKey(IKubernetesObject<V1ObjectMeta> labelled, string label) =>
        labelled.GetLabel(label) is { } value ? [new NamespacedName(labelled.Namespace(), value).ToString()] : [];
}
