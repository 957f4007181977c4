using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Experiments;

/// <summary>
/// canaryoperator.io/v1alpha1 Experiment: measures the versions of an InferenceService on a schedule and judges them against objectives.
/// It never changes traffic.
/// </summary>
public sealed record Experiment : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ExperimentSpec Spec { get; init => field = value ?? new(); } = new();

    public ExperimentStatus? Status { get; init; }
}
