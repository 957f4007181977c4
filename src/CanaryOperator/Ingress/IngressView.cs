using CanaryOperator.Api.Istio;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Ingress;

/// <summary>All that the outer route depends on.</summary>
internal sealed record IngressView
{
    public required InferenceService InferenceService { get; init; }

    public required InferenceServiceConfig Config { get; init; }

    /// <summary>Those of the spec, predictor first.</summary>
    public required IReadOnlyList<RoutedComponent> Components { get; init; }

    /// <summary>The cluster has Istio's CRDs.</summary>
    public required bool IsVirtualServiceServed { get; init; }

    /// <summary>The one called like the InferenceService, whoever owns it.</summary>
    public VirtualService? VirtualService { get; init; }

    /// <inheritdoc cref="VirtualService"/>
    public V1Service? Service { get; init; }

    /// <summary>The InferenceService is asked not to serve.</summary>
    public bool IsStopped { get; init; }

    /// <summary>It should have a route, and all that one is made of is known.</summary>
    public bool WantsRoute =>
        !IsStopped
        && IsVirtualServiceServed
        && !Config.Ingress.DisableIstioVirtualHost
        && Components.All(component => component.Url is not null);
}
