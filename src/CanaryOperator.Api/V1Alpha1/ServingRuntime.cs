using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.V1Alpha1;

/// <summary>serving.kserve.io/v1alpha1 ServingRuntime: how models of some formats are served, for one namespace.</summary>
public sealed record ServingRuntime : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public ServingRuntimeSpec? Spec { get; init; }
}
