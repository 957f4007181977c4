using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Local.Knative.Model;

/// <summary>
/// A Service has both named fields, a Configuration the template, a Route the traffic; a Revision's spec is the template's.
/// </summary>
internal sealed record KnativeSpec
{
    public RevisionTemplate? Template { get; init; }

    public IReadOnlyList<TrafficTarget>? Traffic { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? PodSpec { get; set; }

    /// <summary>The containers of a Revision.</summary>
    public IEnumerable<JsonElement> Containers() =>
        PodSpec is not null && PodSpec.TryGetValue("containers", out var containers) ? containers.EnumerateArray() : [];
}
