using CanaryOperator.Kubernetes;

namespace CanaryOperator.Api.V1Alpha1;

/// <summary>Descriptors of the runtimes.</summary>
public static class ServingRuntimeResources
{
    public static ResourceDescriptor<ServingRuntime> ServingRuntimes { get; } = new(
        WellKnown.KServeGroup,
        "v1alpha1",
        "ServingRuntime",
        "servingruntimes",
        ResourceScope.Namespaced,
        ApiJsonContext.Default.ServingRuntime);

    public static ResourceDescriptor<ClusterServingRuntime> ClusterServingRuntimes { get; } = new(
        WellKnown.KServeGroup,
        "v1alpha1",
        "ClusterServingRuntime",
        "clusterservingruntimes",
        ResourceScope.Cluster,
        ApiJsonContext.Default.ClusterServingRuntime);
}
