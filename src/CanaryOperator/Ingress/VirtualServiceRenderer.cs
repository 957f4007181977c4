using System.Text.RegularExpressions;
using CanaryOperator.Api;
using CanaryOperator.Api.Istio;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Ingress;

/// <summary>
/// Makes the outer route: it tells by host and path which component is meant, and hands the request to Knative's gateway under that
/// component's host. The canary's shares are behind it, in Knative's own route. Pure.
/// </summary>
internal static class VirtualServiceRenderer
{
    /// <summary>All sidecars.</summary>
    private const string Mesh = "mesh";

    private const string ExplainPath = @"/v1/models/[\w-]+:explain";

    public static VirtualService Render(InferenceService inferenceService, InferenceServiceUrls urls, InferenceServiceConfig config)
    {
        var ingress = config.Ingress;
        var external = RouteHosts.External(inferenceService, urls.ExternalHost, ingress);
        string[] outerHosts = urls.Path is null ? [.. external] : [.. external, ingress.IngressDomain];
        return new()
        {
            ApiVersion = IstioResources.VirtualServices.ApiVersion,
            Kind = IstioResources.VirtualServices.Kind,
            Metadata = ChildMetadata.Of(inferenceService, config.ServiceDefaults),
            Spec = new()
            {
                Hosts = [.. RouteHosts.Internal(inferenceService, urls.ClusterDomain).Concat(outerHosts).Distinct()],
                Gateways = [ingress.LocalGateway, Mesh, .. outerHosts is [] ? Array.Empty<string>() : [ingress.IngressGateway]],
                Http = [.. Rules(inferenceService, urls, ingress, external)],
            },
        };
    }

    private static IEnumerable<HttpRoute> Rules(
        InferenceService inferenceService, InferenceServiceUrls urls, IngressConfig config, IReadOnlyList<string> external)
    {
        var spec = inferenceService.Spec;
        var hasExplainer = spec.Component(ComponentType.Explainer) is not null;
        var entry = spec.Entry();
        var matches = HostMatches(inferenceService, urls.ClusterDomain, config, external);
        if (hasExplainer)
        {
            var explain = new StringMatch { Regex = $"^{ExplainPath}$" };
            yield return To(ComponentType.Explainer) with { Match = [.. matches.Select(match => match with { Uri = explain })] };
        }

        yield return To(entry) with { Match = matches };

        if (urls.Path is { } path)
        {
            var prefix = Regex.Escape(path);
            if (hasExplainer)
            {
                yield return To(ComponentType.Explainer) with
                {
                    Match = [PathMatch(new() { Regex = $"^{prefix}{ExplainPath}$" })],
                    Rewrite = new() { UriRegexRewrite = new() { Match = $"^{prefix}({ExplainPath})$", Rewrite = @"\1" } },
                };
            }

            yield return To(entry) with
            {
                Match = [PathMatch(new() { Prefix = path + "/" }), PathMatch(new() { Exact = path })],
                Rewrite = new() { Uri = "/" },
            };
        }

        HttpRoute To(ComponentType component) => RouteTo(inferenceService, component, urls.ClusterDomain, config);

        HttpMatchRequest PathMatch(StringMatch uri) => new()
        {
            Uri = uri,
            Authority = new() { Regex = RouteHosts.Pattern(config.IngressDomain) },
            Gateways = [config.IngressGateway],
        };
    }

    private static IReadOnlyList<HttpMatchRequest> HostMatches(
        InferenceService inferenceService, string clusterDomain, IngressConfig config, IReadOnlyList<string> external) =>
    [
        new()
        {
            Authority = new() { Regex = RouteHosts.InternalPattern(inferenceService, clusterDomain) },
            Gateways = [config.LocalGateway, Mesh],
        },
        .. external.Select(host => new HttpMatchRequest
        {
            Authority = new() { Regex = RouteHosts.Pattern(host) },
            Gateways = [config.IngressGateway],
        }),
    ];

    private static HttpRoute RouteTo(
        InferenceService inferenceService, ComponentType component, string clusterDomain, IngressConfig config)
    {
        var (name, @namespace) = (inferenceService.Name(), inferenceService.Namespace());
        var gateway = config.KnativeLocalGatewayService.Length > 0 ? config.KnativeLocalGatewayService : config.LocalGatewayService;
        return new()
        {
            Route = [new() { Destination = new() { Host = gateway, Port = new() { Number = 80 } }, Weight = 100 }],
            Headers = new()
            {
                Request = new()
                {
                    Set = new SortedDictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["Host"] = $"{ChildNames.Service(name, component)}.{@namespace}.svc.{clusterDomain}",
                        ["KServe-Isvc-Name"] = name,
                        ["KServe-Isvc-Namespace"] = @namespace,
                    },
                },
            },
        };
    }
}
