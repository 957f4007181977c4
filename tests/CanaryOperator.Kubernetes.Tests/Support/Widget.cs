using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Tests.Support;

/// <summary>A custom resource of which only a part is modelled.</summary>
public sealed record Widget : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public WidgetSpec? Spec { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
