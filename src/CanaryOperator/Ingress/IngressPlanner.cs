using CanaryOperator.Api.V1Beta1;
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

        if (isDisabled || !view.IsVirtualServiceServed)
        {
            var direct = InferenceServiceUrls.Direct(view.InferenceService, Entry(view));
            var plan = WithoutRoute(view, isDisabled ? IngressConditions.Ready : IngressConditions.NoVirtualServices);
            return plan with { Url = direct.Url, AddressUrl = direct.AddressUrl };
        }

        return WithRoute(view);
    }

    private static IngressPlan WithRoute(IngressView view)
    {
        var (inferenceService, ingress) = (view.InferenceService, view.Config.Ingress);
        var urls = InferenceServiceUrls.Routed(inferenceService, Entry(view), ingress);
        var virtualService = VirtualServiceRenderer.Render(inferenceService, urls, view.Config);
        var service = ExternalNameRenderer.Render(inferenceService, ingress);
        var foreign = new IKubernetesObject<V1ObjectMeta>?[] { view.VirtualService, view.Service }.FirstOrDefault(IsForeign);
        var lacksPath = ingress.PathTemplate.Length > 0 && urls is { Path: null, IsLocal: false };
        return new(foreign is not null ? IngressConditions.NotOwned(foreign)
            : lacksPath ? IngressConditions.NoPath(ingress.PathTemplate)
            : IngressConditions.Ready)
        {
            VirtualService = Write(view.VirtualService, virtualService, IngressDrift.Correct),
            Service = Write(view.Service, service, IngressDrift.Correct),
            Url = urls.Url,
            AddressUrl = urls.AddressUrl,
        };

        bool IsForeign(IKubernetesObject<V1ObjectMeta>? live) => live is not null && !IsOwn(live, inferenceService);

        T? Write<T>(T? live, T desired, Func<T, T, T?> correct)
            where T : class, IKubernetesObject<V1ObjectMeta> =>
            live is null ? desired : IsForeign(live) ? null : correct(live, desired);
    }

    private static IngressPlan WithoutRoute(IngressView view, V1Condition condition) => new(condition)
    {
        ObsoleteVirtualService = Own(view.VirtualService, view.InferenceService),
        ObsoleteService = Own(view.Service, view.InferenceService),
    };

    private static T? Own<T>(T? live, InferenceService inferenceService)
        where T : class, IKubernetesObject<V1ObjectMeta> => live is not null && IsOwn(live, inferenceService) ? live : null;

    private static bool IsOwn(IKubernetesObject<V1ObjectMeta> live, InferenceService inferenceService) =>
        live.GetController()?.Uid == inferenceService.Uid();

    private static RoutedComponent Entry(IngressView view)
    {
        var entry = view.InferenceService.Spec.Entry();
        return view.Components.First(component => component.Type == entry);
    }
}
