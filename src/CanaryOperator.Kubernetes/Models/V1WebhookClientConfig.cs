using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>How the API server reaches a webhook.</summary>
public sealed record V1WebhookClientConfig
{
    /// <summary>PEM of the certificates that vouch for the webhook's; base64 exists only in JSON. Null for those of the system.</summary>
    public byte[]? CaBundle { get; init; }

    /// <summary>Settable because generated JSON contracts cannot fill an init-only one; treat it as read-only.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
