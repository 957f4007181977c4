using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>How a <see cref="Pod"/> fares: the fields that a kubelet fills.</summary>
internal sealed record PodStatus
{
    /// <summary><c>Pending</c> or <c>Running</c>.</summary>
    public string? Phase { get; init; }

    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    [JsonPropertyName("hostIP")]
    public string? HostIp { get; init; }

    [JsonPropertyName("podIP")]
    public string? PodIp { get; init; }

    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; init; }

    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }

    public V1Condition? Condition(string type) => Conditions?.FirstOrDefault(condition => condition.Type == type);

    /// <summary>Records compare their lists by reference, and times are written in whole seconds.</summary>
    public bool IsSameAs(PodStatus other) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(this, PodJsonContext.Default.PodStatus),
        JsonSerializer.SerializeToElement(other, PodJsonContext.Default.PodStatus));
}
