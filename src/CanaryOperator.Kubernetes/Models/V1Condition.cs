using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>One aspect of an object's state. <see cref="LastTransitionTime"/> moves only when <see cref="Status"/> does.</summary>
public sealed record V1Condition
{
    public required string Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Status { get; init; }

    /// <summary>CamelCase, for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence, for people.</summary>
    public string? Message { get; init; }

    /// <summary>How much a False weighs, for kinds that say so: absent is an error, <c>Info</c> does not make the object unready.</summary>
    public string? Severity { get; init; }

    public long? ObservedGeneration { get; init; }

    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; init; }
}
