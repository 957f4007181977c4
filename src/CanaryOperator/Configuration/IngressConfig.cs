namespace CanaryOperator.Configuration;

/// <summary>The key <c>ingress</c>: how requests from outside reach an InferenceService.</summary>
internal sealed record IngressConfig
{
    /// <summary>Istio Gateway, <c>namespace/name</c>, for requests from outside the cluster.</summary>
    public string IngressGateway { get; init; } = "knative-serving/knative-ingress-gateway";

    /// <summary>Istio Gateway for requests from inside the cluster.</summary>
    public string LocalGateway { get; init; } = "knative-serving/knative-local-gateway";

    /// <summary>Host of the Service in front of the local gateway.</summary>
    public string LocalGatewayService { get; init; } = "knative-local-gateway.istio-system.svc.cluster.local";

    /// <summary>Where the outer route sends requests; empty: <see cref="LocalGatewayService"/>.</summary>
    public string KnativeLocalGatewayService { get; init; } = "";

    public string IngressDomain { get; init; } = "example.com";

    public IReadOnlyList<string> AdditionalIngressDomains { get; init; } = [];

    /// <summary><c>http</c> or <c>https</c>: of the URLs in the status.</summary>
    public string UrlScheme { get; init; } = "http";

    /// <summary>With it every InferenceService also has a path on <see cref="IngressDomain"/>; empty: none has.</summary>
    public string PathTemplate { get; init; } = "";

    /// <summary>No outer route: the URL of the status is that of the component.</summary>
    public bool DisableIstioVirtualHost { get; init; }
}
