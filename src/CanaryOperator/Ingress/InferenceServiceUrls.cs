using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Ingress;

/// <summary>Where an InferenceService is reached.</summary>
internal sealed record InferenceServiceUrls
{
    /// <summary>For <c>status.url</c>.</summary>
    public required string Url { get; init; }

    /// <summary>For <c>status.address.url</c>: inside the cluster.</summary>
    public required string AddressUrl { get; init; }

    /// <summary>Domain of the cluster's Services, such as <c>cluster.local</c>.</summary>
    public required string ClusterDomain { get; init; }

    /// <summary>It is not to be reached from outside the cluster.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Null when it is not to be reached from outside under a host of its own.</summary>
    public string? ExternalHost { get; init; }

    /// <summary>On the ingress domain; null when it has none.</summary>
    public string? Path { get; init; }

    /// <summary>What an outer route makes of it.</summary>
    /// <param name="entry">The component that requests reach first; has a URL.</param>
    public static InferenceServiceUrls Routed(InferenceService inferenceService, RoutedComponent entry, IngressConfig config)
    {
        var (name, @namespace) = (inferenceService.Name(), inferenceService.Namespace());
        var service = ChildNames.Service(name, entry.Type);
        var clusterDomain = ClusterDomainOf(entry.AddressUrl, $"{service}.{@namespace}.svc.");
        var internalHost = $"{name}.{@namespace}.svc.{clusterDomain}";
        var authority = WithoutComponent(entry.Url!, service, name);
        var isLocal = inferenceService.GetLabel(WellKnown.VisibilityLabel) == WellKnown.ClusterLocal || authority == internalHost;
        var path = isLocal || config.PathTemplate.Length == 0 ? null : RoutePath.Of(config.PathTemplate, inferenceService.Metadata);
        var address = $"http://{internalHost}";
        return new()
        {
            // The local gateway speaks plain HTTP, whatever the outer one does.
            Url = (isLocal, path, authority) switch
            {
                (true, _, _) => address,
                (_, not null, _) => $"{config.UrlScheme}://{config.IngressDomain}{path}",
                (_, _, not null) => $"{config.UrlScheme}://{authority}",
                _ => entry.Url!,
            },
            AddressUrl = address,
            ClusterDomain = clusterDomain,
            IsLocal = isLocal,
            ExternalHost = isLocal ? null : authority?.Split(':')[0],
            Path = path,
        };
    }

    /// <summary>Without an outer route the component is reached as Knative exposes it.</summary>
    /// <inheritdoc cref="Routed" path="/param"/>
    public static InferenceServiceUrls Direct(InferenceService inferenceService, RoutedComponent entry)
    {
        var host = $"{ChildNames.Service(inferenceService.Name(), entry.Type)}.{inferenceService.Namespace()}.svc.";
        var clusterDomain = ClusterDomainOf(entry.AddressUrl, host);
        return new() { Url = entry.Url!, AddressUrl = entry.AddressUrl ?? $"http://{host}{clusterDomain}", ClusterDomain = clusterDomain };
    }

    /// <summary>
    /// The authority with the Knative Service's name, which is known, replaced where Knative puts it: at the beginning. Null when Knative's
    /// domain template puts it elsewhere.
    /// </summary>
    private static string? WithoutComponent(string url, string service, string name) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Authority.StartsWith(service, StringComparison.Ordinal)
            ? name + uri.Authority[service.Length..]
            : null;

    private static string ClusterDomainOf(string? address, string prefix) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.StartsWith(prefix, StringComparison.Ordinal)
            ? uri.Host[prefix.Length..]
            : "cluster.local";
}
