using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>
/// Metadata of a persisted object. <c>managedFields</c> is dropped while reading: it is most of an object's bytes, nothing here reads it,
/// and the API server keeps its own when an update leaves it out.
/// </summary>
public sealed record V1ObjectMeta
{
    public string? Name { get; init; }

    [JsonPropertyName("namespace")]
    public string? NamespaceProperty { get; init; }

    public string? GenerateName { get; init; }

    public string? Uid { get; init; }

    /// <summary>Opaque: only to be compared for equality and sent back.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts changes of the spec, not of the status.</summary>
    public long? Generation { get; init; }

    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? CreationTimestamp { get; init; }

    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? DeletionTimestamp { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<V1OwnerReference>? OwnerReferences { get; init; }

    public IReadOnlyList<string>? Finalizers { get; init; }

    [JsonConverter(typeof(SkipConverter))]
    public Skipped? ManagedFields { get; init; }

    /// <summary>Settable because generated JSON contracts cannot fill an init-only one; treat it as read-only.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
