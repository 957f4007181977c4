using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>What a model was saved with.</summary>
public sealed record ModelFormat
{
    public string? Name { get; init; }

    /// <summary>Compared as a string: <c>1</c> is not <c>1.0</c>.</summary>
    public string? Version { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
