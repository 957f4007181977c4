using System.Globalization;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>Finds what belongs together in the caches. Create it before they run.</summary>
internal sealed class RevisionIndex
{
    private const string ByConfiguration = nameof(ByConfiguration);
    private const string ByRevision = nameof(ByRevision);

    private readonly IResourceInformer<KnativeObject> _revisions;
    private readonly IResourceInformer<Pod> _pods;

    public RevisionIndex(IResourceInformer<KnativeObject> revisions, IResourceInformer<Pod> pods)
    {
        (_revisions, _pods) = (revisions, pods);
        revisions.AddIndex(ByConfiguration, revision => [ConfigurationOf(revision)]);
        pods.AddIndex(ByRevision, pod => RevisionOf(pod) is { } revision ? [revision.ToString()] : []);
    }

    /// <summary>Null for a pod that no Revision controls.</summary>
    public static NamespacedName? RevisionOf(Pod pod) =>
        pod.GetController() is { } owner && owner.Kind == KnativeResources.Revisions.Kind ? new(pod.Namespace(), owner.Name) : null;

    public IReadOnlyList<Pod> PodsOf(NamespacedName revision) => _pods.ByIndex(ByRevision, revision.ToString());

    /// <summary>The Revisions of the same Configuration, itself among them.</summary>
    public IEnumerable<NamespacedName> SiblingsOf(KnativeObject revision) =>
        _revisions.ByIndex(ByConfiguration, ConfigurationOf(revision)).Select(sibling => NamespacedName.Of(sibling.Metadata));

    public bool IsNewest(KnativeObject revision) =>
        _revisions.ByIndex(ByConfiguration, ConfigurationOf(revision)).All(sibling => Generation(sibling) <= Generation(revision));

    private static string ConfigurationOf(KnativeObject revision) =>
        $"{revision.Namespace()}/{revision.GetLabel(KnativeResources.ConfigurationLabel)}";

    private static long Generation(KnativeObject revision)
    {
        var label = revision.GetLabel(KnativeResources.ConfigurationGenerationLabel);
        return long.TryParse(label, CultureInfo.InvariantCulture, out var generation) ? generation : 0;
    }
}
