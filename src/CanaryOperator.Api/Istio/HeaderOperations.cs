using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Istio;

/// <summary>Changes of the headers of one direction.</summary>
public sealed record HeaderOperations
{
    /// <summary>Replaces what the sender set.</summary>
    public IReadOnlyDictionary<string, string>? Set { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
