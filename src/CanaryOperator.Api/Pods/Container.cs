using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Pods;

/// <summary>A container as its author wrote it. Only its name means something here.</summary>
public sealed record Container
{
    public string? Name { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
