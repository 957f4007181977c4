using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>Contents of a <see cref="V1Service"/>, as far as one that stands for another name needs them.</summary>
public sealed record V1ServiceSpec
{
    /// <summary><c>ClusterIP</c> when absent.</summary>
    public string? Type { get; init; }

    /// <summary>The name that DNS answers with, of Services of type <c>ExternalName</c>.</summary>
    public string? ExternalName { get; init; }

    /// <summary><c>None</c> when absent.</summary>
    public string? SessionAffinity { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
