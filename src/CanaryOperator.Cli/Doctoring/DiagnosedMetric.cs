using System.Text.Json.Serialization;

namespace CanaryOperator.Cli.Doctoring;

/// <summary>A metric of a version, as it is now.</summary>
internal sealed record DiagnosedMetric
{
    public required string Metric { get; init; }

    public required string Version { get; init; }

    public double? Value { get; init; }

    public string? Units { get; init; }

    /// <summary>Why there is no value; null when there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>The provider could not be asked or understood.</summary>
    public bool Failed { get; init; }

    /// <summary>What the provider was asked for a value that it has not; null where the status could not hold it.</summary>
    public IReadOnlyList<string>? Queries { get; init; }

    public bool HasData => Value is not null;

    [JsonIgnore]
    public string Source => Metric.Split('/')[0];
}
