namespace CanaryOperator.Local.Serving.Gateways;

/// <summary>What the gateway stands for, and how patient it is.</summary>
internal sealed record GatewayOptions
{
    /// <summary>The port for requests from outside. Default: 0, any free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Istio Gateway, <c>namespace/name</c>, of requests from outside: the <c>ingressGateway</c> of the operator's configuration.
    /// </summary>
    public string OutsideGateway { get; init; } = "knative-serving/knative-ingress-gateway";

    /// <summary>Of requests from inside: the <c>localGateway</c>.</summary>
    public string InsideGateway { get; init; } = "knative-serving/knative-local-gateway";

    /// <summary>How long a request waits for a ready pod before it is answered with 503. Default: 10 s.</summary>
    public TimeSpan WakeTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
