using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Api.Knative;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>Revisions of a component, and who gets its traffic.</summary>
public sealed record ComponentStatus
{
    public string? LatestReadyRevision { get; init; }

    public string? LatestCreatedRevision { get; init; }

    /// <summary>The revision that had all the traffic before <see cref="LatestRolledoutRevision"/>.</summary>
    public string? PreviousRolledoutRevision { get; init; }

    /// <summary>The last revision that had all the traffic.</summary>
    public string? LatestRolledoutRevision { get; init; }

    public IReadOnlyList<TrafficTarget>? Traffic { get; init; }

    public string? Url { get; init; }

    public string? RestUrl { get; init; }

    public string? GrpcUrl { get; init; }

    public Addressable? Address { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
