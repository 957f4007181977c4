using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Istio;

/// <summary>What a request must look like; everything that is set must be met.</summary>
public sealed record HttpMatchRequest
{
    public StringMatch? Uri { get; init; }

    /// <summary>Of the <c>Host</c> header, which may carry a port.</summary>
    public StringMatch? Authority { get; init; }

    /// <summary>Some of the gateways of the spec.</summary>
    public IReadOnlyList<string>? Gateways { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
