using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Experiments;

/// <summary>canaryoperator.io/v1alpha1 MetricTemplate: queries that Experiments of its namespace may use.</summary>
public sealed record MetricTemplate : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public MetricTemplateSpec Spec { get; init => field = value ?? new(); } = new();
}
