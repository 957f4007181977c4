using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>
/// v1beta1 InferenceService, of serving.kserve.io and serving.kubeflow.org alike: a served model, and how much traffic its newest
/// version gets.
/// </summary>
public sealed record InferenceService : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public InferenceServiceSpec? Spec { get; init; }

    public InferenceServiceStatus? Status { get; init; }
}
