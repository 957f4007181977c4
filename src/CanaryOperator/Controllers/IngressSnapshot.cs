using CanaryOperator.Api.Istio;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Controllers;

/// <summary>Reads the objects of an InferenceService's outer route. The caches have ours alone, by their label.</summary>
internal sealed class IngressSnapshot(
    IKubernetesClient client, IResourceInformer<VirtualService> virtualServices, IResourceInformer<V1Service> services)
{
    public async Task<IngressView> ReadAsync(
        InferenceService inferenceService,
        IReadOnlyList<ComponentView> components,
        InferenceServiceConfig config,
        CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(inferenceService.Metadata);
        var routed = components
            .Select(component => new RoutedComponent(component.Type, Readiness(component), component.Url, component.Address?.Url))
            .ToList();
        var view = new IngressView
        {
            InferenceService = inferenceService,
            Config = config,
            Components = routed,
            IsVirtualServiceServed = virtualServices.IsServed,
            VirtualService = virtualServices.Get(key),
            Service = services.Get(key),
            IsStopped = components[0].IsStopped,
        };

        // Before an object is made, it must be certain that nobody has made it: the caches lag, and know nothing of other people's.
        return !view.WantsRoute ? view : view with
        {
            VirtualService = view.VirtualService
                ?? await client.GetAsync(IstioResources.VirtualServices, key.Name, key.Namespace, cancellationToken),
            Service = view.Service ?? await client.GetAsync(WellKnownResources.Services, key.Name, key.Namespace, cancellationToken),
        };
    }

    private static string Readiness(ComponentView component) =>
        component.Problem is not null ? "False" : component.Service?.Status.Condition("Ready")?.Status ?? "Unknown";
}
