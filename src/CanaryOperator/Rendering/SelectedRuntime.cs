using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Rendering;

/// <summary>A runtime, of the namespace or of the cluster.</summary>
/// <param name="IsClusterScoped">Whether it is a ClusterServingRuntime.</param>
internal sealed record SelectedRuntime(string Name, bool IsClusterScoped, ServingRuntimeSpec Spec, V1ObjectMeta Metadata)
{
    public static SelectedRuntime From(ServingRuntime runtime) =>
        new(runtime.Name(), IsClusterScoped: false, runtime.Spec ?? new(), runtime.Metadata);

    public static SelectedRuntime From(ClusterServingRuntime runtime) =>
        new(runtime.Name(), IsClusterScoped: true, runtime.Spec ?? new(), runtime.Metadata);

    public override string ToString() => $"{(IsClusterScoped ? "ClusterServingRuntime" : "ServingRuntime")} {Name}";
}
