using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.V1Alpha1;

/// <summary>serving.kserve.io/v1alpha1 ClusterServingRuntime: a <see cref="ServingRuntime"/> for all namespaces.</summary>
public sealed record ClusterServingRuntime : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public ServingRuntimeSpec? Spec { get; init; }
}
