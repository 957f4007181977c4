using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Knative;

/// <summary>The template of the next revision, and who gets which share of the traffic.</summary>
public sealed record KnativeServiceSpec
{
    public JsonElement? Template { get; init; }

    public IReadOnlyList<TrafficTarget>? Traffic { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
