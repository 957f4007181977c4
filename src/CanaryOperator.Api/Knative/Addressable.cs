using System.Text.Json.Serialization;

namespace CanaryOperator.Api.Knative;

/// <summary>Where an object can be reached from inside the cluster.</summary>
public sealed record Addressable
{
    public string? Name { get; init; }

    public string? Url { get; init; }

    /// <summary>PEM, when the address speaks TLS with a private authority.</summary>
    [JsonPropertyName("CACerts")]
    public string? CACerts { get; init; }

    public string? Audience { get; init; }
}
