using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>One webhook of a <see cref="V1WebhookConfiguration"/>.</summary>
public sealed record V1Webhook
{
    /// <summary>Unique within its configuration.</summary>
    public required string Name { get; init; }

    public required V1WebhookClientConfig ClientConfig { get; init; }

    /// <summary>Settable because generated JSON contracts cannot fill an init-only one; treat it as read-only.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
