using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Ingress;

/// <summary>
/// Decides what becomes of the outer route. It is made once every component has been ready, and then stays, also while one is not: older
/// revisions may serve. Objects of others are never touched. Pure.
/// </summary>
internal static class IngressPlanner
{
    public static IngressPlan Plan(IngressView view)
    {
        if (view.IsStopped)
        {
            return WithoutRoute(view, IngressConditions.Stopped);
        }

        var isDisabled = view.Config.Ingress.DisableIstioVirtualHost;
        if (view.Components.FirstOrDefault(component => component.Url is null) is { } missing)
        {
            var condition = IngressConditions.NoUrlYet(missing);
            return isDisabled ? WithoutRoute(view, condition) : new(condition);
        }

        var entry = view.InferenceService.Spec.Entry();
        var component = view.Components.First(component => component.Type == entry);
        var direct = InferenceServiceUrls.Direct(view.InferenceService, component);
        if (!view.WantsRoute)
        {
            var condition = isDisabled ? IngressConditions.Ready : IngressConditions.NoVirtualServices;
            return WithoutRoute(view, condition) with { Url = direct.Url, AddressUrl = direct.AddressUrl };
        }

        if (Foreign(view) is { } foreign)
        {
            // Its name is also a host, and whoever has the one has the other: a route to it would take away somebody's requests.
            return new(IngressConditions.NotOwned(foreign)) { Url = direct.Url, AddressUrl = direct.AddressUrl, IsBlocked = true };
        }

        return WithRoute(view, InferenceServiceUrls.Routed(view.InferenceService, component, view.Config.Ingress));
    }

    private static IngressPlan WithRoute(IngressView view, InferenceServiceUrls urls)
    {
        var (inferenceService, ingress) = (view.InferenceService, view.Config.Ingress);
        var virtualService = VirtualServiceRenderer.Render(inferenceService, urls, view.Config);
        var service = ExternalNameRenderer.Render(inferenceService, ingress);
        var lacksPath = ingress.PathTemplate.Length > 0 && urls is { Path: null, IsLocal: false };
        return new(lacksPath ? IngressConditions.NoPath(ingress.PathTemplate) : IngressConditions.Ready)
        {
            VirtualService = view.VirtualService is { } route ? IngressDrift.Correct(route, virtualService) : virtualService,
            Service = view.Service is { } alias ? IngressDrift.Correct(alias, service) : service,
            Url = urls.Url,
            AddressUrl = urls.AddressUrl,
        };
    }

    private static IngressPlan WithoutRoute(IngressView view, V1Condition condition) => new(condition)
    {
        ObsoleteVirtualService = Own(view.VirtualService, view.InferenceService),
        ObsoleteService = Own(view.Service, view.InferenceService),
    };

    private static T? Own<T>(T? live, InferenceService inferenceService)
        where T : class, IKubernetesObject<V1ObjectMeta> => live is not null && live.IsOwnedBy(inferenceService) ? live : null;

    private static IKubernetesObject<V1ObjectMeta>? Foreign(IngressView view) =>
        new IKubernetesObject<V1ObjectMeta>?[] { view.VirtualService, view.Service }
            .FirstOrDefault(live => live is not null && !live.IsOwnedBy(view.InferenceService));
}
