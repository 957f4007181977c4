using CanaryOperator.Api;
using CanaryOperator.Api.Istio;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Hosting;

/// <summary>Every kind that the operator watches, shared by its controllers.</summary>
internal sealed class Caches
{
    /// <summary>Pods of Knative that came from an InferenceService; a cluster has many others.</summary>
    private const string PodsOfComponents = WellKnown.KnativeRevisionLabel + ",component in (predictor,transformer,explainer)";

    private const string Ours = $"{WellKnown.ManagedByLabel}={WellKnown.ManagedByUs}";

    /// <param name="configMap">The operator's configuration.</param>
    public Caches(InformerFactory factory, NamespacedName configMap)
    {
        KServe = factory.Create(InferenceServiceResources.KServe, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
        KFServing = factory.Create(
            InferenceServiceResources.KFServing, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
        Services = factory.Create(KnativeResources.Services, item => item with { Metadata = item.Metadata.WithoutLastApplied() });

        // Of a revision its labels and conditions are read; the spec is most of its size.
        Revisions = factory.Create(KnativeResources.Revisions, item => item with { Spec = null });
        Pods = factory.Create(WellKnownResources.Pods, null, PodsOfComponents);
        Runtimes = factory.Create(
            ServingRuntimeResources.ServingRuntimes, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
        ClusterRuntimes = factory.Create(
            ServingRuntimeResources.ClusterServingRuntimes, item => item with { Metadata = item.Metadata.WithoutLastApplied() });

        VirtualServices = factory.Create(IstioResources.VirtualServices, null, Ours);
        Aliases = factory.Create(WellKnownResources.Services, null, Ours);
        ConfigMaps = factory.CreateSingle(WellKnownResources.ConfigMaps, configMap);

        Revisions.AddIndex(ServiceSnapshot.ByService, ServiceSnapshot.ServiceOf);
        Pods.AddIndex(ServiceSnapshot.ByRevision, ServiceSnapshot.RevisionOf);
        Runtimes.AddIndex(InferenceServiceRenderer.ByNamespace, runtime => [runtime.Namespace()]);
    }

    public IResourceInformer<InferenceService> KServe { get; }

    public IResourceInformer<InferenceService> KFServing { get; }

    public IResourceInformer<KnativeService> Services { get; }

    public IResourceInformer<KnativeRevision> Revisions { get; }

    public IResourceInformer<V1Pod> Pods { get; }

    public IResourceInformer<ServingRuntime> Runtimes { get; }

    public IResourceInformer<ClusterServingRuntime> ClusterRuntimes { get; }

    /// <summary>Those of the outer route.</summary>
    public IResourceInformer<VirtualService> VirtualServices { get; }

    /// <summary>The Services of the outer route.</summary>
    public IResourceInformer<V1Service> Aliases { get; }

    public IResourceInformer<V1ConfigMap> ConfigMaps { get; }
}
