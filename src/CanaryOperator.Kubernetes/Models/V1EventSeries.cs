using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>How often an event repeated itself.</summary>
public sealed record V1EventSeries
{
    public required int Count { get; init; }

    [JsonConverter(typeof(KubernetesMicroTimeConverter))]
    public required DateTimeOffset? LastObservedTime { get; init; }
}
