using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Istio;

/// <summary>Hosts, the gateways through which they are asked for, and the rules for their requests.</summary>
public sealed record VirtualServiceSpec
{
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary><c>namespace/name</c>; <c>mesh</c> stands for all sidecars.</summary>
    public IReadOnlyList<string>? Gateways { get; init; }

    /// <summary>The first rule that matches wins.</summary>
    public IReadOnlyList<HttpRoute>? Http { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
