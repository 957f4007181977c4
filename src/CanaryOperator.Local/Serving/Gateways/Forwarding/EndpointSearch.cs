using CanaryOperator.Local.Serving.Gateways.Endpoints;
using CanaryOperator.Local.Serving.Gateways.Routing;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>Finds pods for one request, one after the other until one has answered.</summary>
/// <param name="host">As the client sent it.</param>
/// <param name="path">Without the query.</param>
internal sealed class EndpointSearch(
    GatewaySide side,
    string host,
    string path,
    ClusterView cluster,
    RevisionDemand demand,
    SharedRandom random,
    TimeSpan patience,
    TimeProvider clock)
{
    private NamespacedName? _revision;
    private List<PodEndpoint>? _refused;
    private List<PodEndpoint>? _failed;
    private long? _waitingSince;

    /// <summary>
    /// A pod, or why there is none. The revision that was drawn stays as long as it is routed, so that failures do not change the shares.
    /// </summary>
    public async ValueTask<(PodEndpoint? Endpoint, RoutingDecision Decision)> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = cluster.Changes.Next;
            var decision = cluster.Routes.Decide(side, host, path);
            if (decision.Split is not { } split)
            {
                return (null, decision);
            }

            var revision = _revision is { } drawn && split.Has(drawn) ? drawn : split.Pick(random.NextDouble());
            var endpoint = cluster.Endpoints.Pick(revision, _failed)
                ?? (_failed is null ? null : cluster.Endpoints.Pick(revision, _refused));
            if (endpoint is not null)
            {
                _revision = revision;
                demand.Asked(revision);
                return (endpoint, decision);
            }

            if (revision != _revision || _waitingSince is null)
            {
                demand.Wake(revision);
            }

            _revision = revision;
            if (!await ChangesInTimeAsync(change, cancellationToken))
            {
                return (null, decision with { Split = null, Refusal = Refusals.NoPod(revision, patience) });
            }
        }
    }

    /// <summary>Nobody listens there: it is not to be found again.</summary>
    public void Refused(PodEndpoint endpoint)
    {
        (_refused ??= []).Add(endpoint);
        Failed(endpoint);
    }

    /// <summary>It is to be found again only when there is no other.</summary>
    public void Failed(PodEndpoint endpoint) => (_failed ??= []).Add(endpoint);

    private async Task<bool> ChangesInTimeAsync(Task change, CancellationToken cancellationToken)
    {
        _waitingSince ??= clock.GetTimestamp();
        var left = patience - clock.GetElapsedTime(_waitingSince.Value);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        try
        {
            await change.WaitAsync(left, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
