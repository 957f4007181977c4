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
/// Reads a component's Knative Service and revisions from the caches. Absence is never taken from a cache: it is what a lagging cache looks
/// like, and acting on it would forget the history or leave a revision without its traffic.
/// </summary>
internal sealed class ServiceSnapshot(
    IKubernetesClient client, IResourceInformer<KnativeService> services, IResourceInformer<KnativeRevision> revisions)
{
    /// <summary>Index of revisions by the Service that made them.</summary>
    public const string ByService = "service";

    private const string ServiceLabel = "serving.knative.dev/service";

    public static IEnumerable<string> ServiceOf(KnativeRevision revision) =>
        revision.GetLabel(ServiceLabel) is { } service ? [new NamespacedName(revision.Namespace(), service).ToString()] : [];

    public async Task<KnativeService?> ReadServiceAsync(NamespacedName key, CancellationToken cancellationToken) =>
        services.Get(key) ?? await client.GetAsync(KnativeResources.Services, key.Name, key.Namespace, cancellationToken);

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
}
