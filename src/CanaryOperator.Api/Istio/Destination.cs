using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Istio;

/// <summary>A service that Istio knows.</summary>
public sealed record Destination
{
    public string? Host { get; init; }

    public PortSelector? Port { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
