using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>v1 Secret. Its data must never be logged.</summary>
public sealed record V1Secret : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    /// <summary>Cannot be changed after creation.</summary>
    public string? Type { get; init; }

    /// <summary>Plain bytes: base64 exists only in JSON.</summary>
    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    /// <summary>Settable because generated JSON contracts cannot fill an init-only one; treat it as read-only.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
