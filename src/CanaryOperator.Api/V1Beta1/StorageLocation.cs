using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>One of several places that a component's files come from.</summary>
public sealed record StorageLocation
{
    public string? Uri { get; init; }

    /// <summary>Absolute folder in the container. Absent: <c>/mnt/models</c>.</summary>
    public string? MountPath { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
