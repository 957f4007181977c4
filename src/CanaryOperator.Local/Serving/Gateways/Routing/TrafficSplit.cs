using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>Revisions behind a host, and who gets which share.</summary>
internal sealed class TrafficSplit
{
    private readonly (NamespacedName Revision, double UpTo)[] _shares;

    private TrafficSplit(NamespacedName route, IReadOnlyCollection<TrafficTarget> targets)
    {
        Route = route;
        double total = targets.Sum(target => target.Percent!.Value);
        double upTo = 0;
        _shares =
        [
            .. targets.Select(target => (
                new NamespacedName(route.Namespace, target.RevisionName!), (upTo += target.Percent!.Value) / total)),
        ];
    }

    /// <summary>Knative's, which says so.</summary>
    public NamespacedName Route { get; }

    /// <summary>The Route has named no revision yet.</summary>
    public bool IsEmpty => _shares is [];

    /// <summary>Of the Route's own host.</summary>
    public static TrafficSplit Of(KnativeObject route) => new(
        NamespacedName.Of(route.Metadata),
        [.. (route.Status.Traffic ?? []).Where(target => target is { RevisionName: not null, Percent: > 0 })]);

    /// <summary>Of the host of a tag, which leads to one revision whatever its share.</summary>
    public static TrafficSplit Of(KnativeObject route, TrafficTarget tagged) => new(
        NamespacedName.Of(route.Metadata), tagged.RevisionName is null ? [] : [tagged with { Percent = 100 }]);

    /// <param name="random">From 0 up to, but not including, 1.</param>
    public NamespacedName Pick(double random)
    {
        foreach (var (revision, upTo) in _shares)
        {
            if (random < upTo)
            {
                return revision;
            }
        }

        return _shares[^1].Revision;
    }

    public bool Has(NamespacedName revision)
    {
        foreach (var share in _shares)
        {
            if (share.Revision == revision)
            {
                return true;
            }
        }

        return false;
    }
}
