using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>admissionregistration.k8s.io/v1 MutatingWebhookConfiguration or ValidatingWebhookConfiguration.</summary>
public sealed record V1WebhookConfiguration : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public IReadOnlyList<V1Webhook>? Webhooks { get; init; }

    /// <summary>Settable because generated JSON contracts cannot fill an init-only one; treat it as read-only.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
