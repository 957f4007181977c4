using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>The hosts that Knative gives a Route and its tags.</summary>
internal static class KnativeHosts
{
    private const string VisibilityLabel = "networking.knative.dev/visibility";

    /// <summary>Empty for a Route that is for the cluster alone.</summary>
    public static Dictionary<string, TrafficSplit> Outside(KnativeObject route)
    {
        Dictionary<string, TrafficSplit> hosts = new(StringComparer.OrdinalIgnoreCase);
        if (route.GetLabel(VisibilityLabel) != "cluster-local")
        {
            Add(HostText.OfUrl(route.Status.Url), TrafficSplit.Of(route));
            foreach (var target in Tagged(route))
            {
                Add(HostText.OfUrl(target.Url), TrafficSplit.Of(route, target));
            }
        }

        return hosts;

        // Knative writes the inner host there when its own configuration makes the Route local.
        void Add(string? host, TrafficSplit split)
        {
            if (host is not null && !host.EndsWith($".{route.Namespace()}.svc.{ClusterDomain(route)}", StringComparison.OrdinalIgnoreCase))
            {
                hosts[host] = split;
            }
        }
    }

    public static Dictionary<string, TrafficSplit> Inside(KnativeObject route)
    {
        Dictionary<string, TrafficSplit> hosts = new(StringComparer.OrdinalIgnoreCase);
        Add(route.Name(), TrafficSplit.Of(route));
        foreach (var target in Tagged(route))
        {
            Add($"{target.Tag}-{route.Name()}", TrafficSplit.Of(route, target));
        }

        return hosts;

        void Add(string name, TrafficSplit split)
        {
            var shortest = $"{name}.{route.Namespace()}";
            hosts[shortest] = split;
            hosts[$"{shortest}.svc"] = split;
            hosts[$"{shortest}.svc.{ClusterDomain(route)}"] = split;
        }
    }

    private static IEnumerable<TrafficTarget> Tagged(KnativeObject route) =>
        (route.Status.Traffic ?? []).Where(target => target.Tag is { Length: > 0 });

    private static string ClusterDomain(KnativeObject route)
    {
        var prefix = $"{route.Name()}.{route.Namespace()}.svc.";
        return HostText.OfUrl(route.Status.Address?.Url) is { } host && host.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            ? host[prefix.Length..]
            : "cluster.local";
    }
}
