using System.Collections.Concurrent;
using CanaryOperator.Api;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving.Gateways.Endpoints;

/// <summary>The pods of each revision that take requests. Any number of readers, which take no locks; one writer.</summary>
internal sealed class EndpointTable
{
    private readonly ConcurrentDictionary<NamespacedName, PodEndpoint[]> _byRevision = new();
    private readonly Dictionary<NamespacedName, PodEndpoint> _byPod = [];
    private uint _turn;

    /// <summary>The pod is new, or not what it was.</summary>
    /// <returns>The choice of pods is different now.</returns>
    public bool Put(V1Pod pod)
    {
        var name = NamespacedName.Of(pod.Metadata);
        var known = _byPod.GetValueOrDefault(name);
        var current = Ready(pod, name);
        if (known?.Address == current?.Address && known?.Revision == current?.Revision)
        {
            return false;
        }

        Remove(name);
        if (current is not null)
        {
            _byPod.Add(name, current);
            _byRevision[current.Revision] = [.. Of(current.Revision), current];
        }

        return true;
    }

    /// <inheritdoc cref="Put" path="/returns"/>
    public bool Remove(NamespacedName pod)
    {
        if (!_byPod.Remove(pod, out var endpoint))
        {
            return false;
        }

        PodEndpoint[] left = [.. Of(endpoint.Revision).Where(other => other != endpoint)];
        if (left is [])
        {
            _byRevision.TryRemove(endpoint.Revision, out _);
        }
        else
        {
            _byRevision[endpoint.Revision] = left;
        }

        return true;
    }

    /// <summary>The least busy one; those that are equally busy take turns. Null when there is none.</summary>
    /// <param name="except">Null for none.</param>
    public PodEndpoint? Pick(NamespacedName revision, IReadOnlyCollection<PodEndpoint>? except)
    {
        var endpoints = Of(revision);
        var start = endpoints.Length > 1 ? Interlocked.Increment(ref _turn) : 0;
        PodEndpoint? best = null;
        for (uint i = 0; i < endpoints.Length; i++)
        {
            var endpoint = endpoints[(start + i) % (uint)endpoints.Length];
            if ((best is null || endpoint.Requests < best.Requests) && except?.Contains(endpoint) != true)
            {
                best = endpoint;
            }
        }

        return best;
    }

    private static PodEndpoint? Ready(V1Pod pod, NamespacedName name) =>
        !pod.IsBeingDeleted()
        && pod.GetLabel(WellKnown.KnativeRevisionLabel) is { } revision
        && pod.GetAnnotation(PodAnnotations.Address) is { } address
        && pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true
            ? new(name, new(name.Namespace, revision), address)
            : null;

    private PodEndpoint[] Of(NamespacedName revision) => _byRevision.GetValueOrDefault(revision, []);
}
