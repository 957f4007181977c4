using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>Since when a container runs.</summary>
internal sealed record RunningState
{
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }
}
