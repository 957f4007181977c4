using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Istio;

/// <summary>A destination and its share of the rule's requests.</summary>
public sealed record HttpRouteDestination
{
    public Destination? Destination { get; init; }

    /// <summary>Percent.</summary>
    public int? Weight { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
