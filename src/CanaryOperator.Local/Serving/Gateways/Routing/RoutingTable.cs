using System.Collections.Frozen;
using CanaryOperator.Api.Istio;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>
/// Decides from hosts and paths where requests go, as Istio and Knative together do: an outer route, if there is one, leads to a host of
/// Knative, and that to revisions. It does no I/O. Any number of readers; one writer per kind of object.
/// </summary>
/// <param name="ignored">Told of the rules of a VirtualService that cannot be followed, and why.</param>
internal sealed class RoutingTable(GatewayOptions options, Action<NamespacedName, string> ignored)
{
    private readonly Side _outside = new(options.OutsideGateway);

    // Pods have no sidecars here: what those would do falls to the gateway.
    private readonly Side _inside = new(options.InsideGateway, "mesh");

    public void Put(VirtualService virtualService)
    {
        foreach (var side in new[] { _outside, _inside })
        {
            var name = NamespacedName.Of(virtualService.Metadata);
            var rules = OuterRule.Of(virtualService, side.Gateways, reason => ignored(name, reason));
            var hosts = new Dictionary<string, IReadOnlyList<OuterRule>>(StringComparer.OrdinalIgnoreCase);
            foreach (var host in rules is [] ? [] : virtualService.Spec?.Hosts ?? [])
            {
                hosts[host] = rules;
            }

            side.Outer.Put(name, Created(virtualService), hosts);
        }
    }

    public void RemoveVirtualService(NamespacedName name)
    {
        _outside.Outer.Remove(name);
        _inside.Outer.Remove(name);
    }

    public void Put(KnativeObject route)
    {
        var name = NamespacedName.Of(route.Metadata);
        _outside.Knative.Put(name, Created(route), KnativeHosts.Outside(route));
        _inside.Knative.Put(name, Created(route), KnativeHosts.Inside(route));
    }

    public void RemoveRoute(NamespacedName name)
    {
        _outside.Knative.Remove(name);
        _inside.Knative.Remove(name);
    }

    /// <param name="authority">The <c>Host</c> header as it was sent.</param>
    /// <param name="path">Without the query.</param>
    public RoutingDecision Decide(GatewaySide from, string authority, string path)
    {
        var (side, other) = from == GatewaySide.Outside ? (_outside, _inside) : (_inside, _outside);
        return Find(side, authority, path) ?? Refuse((from, IsKnownToOther: Find(other, authority, path) is not null) switch
        {
            (GatewaySide.Outside, true) => Refusals.InsideOnly(HostText.NameOf(authority)),
            (_, true) => Refusals.OutsideOnly(HostText.NameOf(authority)),
            _ when side.Outer.Find(HostText.NameOf(authority)).Length > 0 => Refusals.NoRule(HostText.NameOf(authority), path),
            _ => Refusals.UnknownHost(HostText.NameOf(authority), side.Names[0]),
        });
    }

    private RoutingDecision? Find(Side side, string authority, string path)
    {
        var host = HostText.NameOf(authority);
        var outer = side.Outer.Find(host);
        var wholeAuthority = outer.Length > 0 ? HostText.WithoutRootDot(authority) : default;
        foreach (var (virtualService, _, rules) in outer)
        {
            foreach (var rule in rules)
            {
                if (rule.TryMatch(wholeAuthority, path, out var newPath))
                {
                    var behind = _inside.Knative.Find(HostText.NameOf(rule.Host));
                    return behind.Length > 0
                        ? To(behind[0].Value, newPath, rule)
                        : Refuse(Refusals.LeadsNowhere(virtualService, rule.Host));
                }
            }
        }

        var routes = side.Knative.Find(host);
        return routes.Length > 0 ? To(routes[0].Value, path, null) : null;
    }

    private static RoutingDecision To(TrafficSplit split, string path, OuterRule? rule) =>
        split.IsEmpty ? Refuse(Refusals.NotReady(split.Route)) : new(split, path, rule, null);

    private static RoutingDecision Refuse(Refusal refusal) => new(null, "", null, refusal);

    private static DateTimeOffset Created(IKubernetesObject<V1ObjectMeta> obj) => obj.Metadata.CreationTimestamp ?? default;

    private sealed record Side(params string[] Names)
    {
        public FrozenSet<string> Gateways { get; } = Names.ToFrozenSet();

        public HostIndex<IReadOnlyList<OuterRule>> Outer { get; } = new();

        public HostIndex<TrafficSplit> Knative { get; } = new();
    }
}
