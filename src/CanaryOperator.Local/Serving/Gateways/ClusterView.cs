using CanaryOperator.Api.Istio;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Gateways.Endpoints;
using CanaryOperator.Local.Serving.Gateways.Routing;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.Gateways;

/// <summary>What the gateway knows of the cluster: as much as the informers have been told, and as soon.</summary>
internal sealed class ClusterView(GatewayOptions options, ILogger logger)
{
    public RoutingTable Routes { get; } = new(options, (name, reason) => Log.RuleIgnored(logger, name, reason));

    public EndpointTable Endpoints { get; } = new();

    /// <summary>Raised when a request that waits may find a pod, or another way.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <summary>Only before the informers run.</summary>
    public void Follow(
        IResourceInformer<VirtualService> virtualServices, IResourceInformer<KnativeObject> routes, IResourceInformer<V1Pod> pods)
    {
        virtualServices.Register((old, current) => Apply(old, current, Routes.Put, Routes.RemoveVirtualService));
        routes.Register((old, current) => Apply(old, current, Routes.Put, Routes.RemoveRoute));
        pods.Register((old, current) =>
        {
            if (current is null ? Endpoints.Remove(NamespacedName.Of(old!.Metadata)) : Endpoints.Put(current))
            {
                Changes.Raise();
            }
        });
    }

    private void Apply<T>(T? old, T? current, Action<T> put, Action<NamespacedName> remove)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (current is null)
        {
            remove(NamespacedName.Of(old!.Metadata));
        }
        else
        {
            put(current);
        }

        Changes.Raise();
    }
}
