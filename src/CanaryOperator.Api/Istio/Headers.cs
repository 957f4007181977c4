using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Istio;

/// <summary>How headers change on the way.</summary>
public sealed record Headers
{
    public HeaderOperations? Request { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
