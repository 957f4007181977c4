using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Istio;

/// <summary>A rule: which requests, how they are changed, and where they go.</summary>
public sealed record HttpRoute
{
    /// <summary>Any of them is enough.</summary>
    public IReadOnlyList<HttpMatchRequest>? Match { get; init; }

    public HttpRewrite? Rewrite { get; init; }

    public IReadOnlyList<HttpRouteDestination>? Route { get; init; }

    public Headers? Headers { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
