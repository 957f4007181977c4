namespace CanaryOperator.Cli.Viewing;

/// <summary>A metric of a version in the last loop.</summary>
internal sealed record DiagnosedMetric
{
    public required string Metric { get; init; }

    public required string Version { get; init; }

    public double? Value { get; init; }

    /// <summary>Why there is no value; null when there is one.</summary>
    public string? Reason { get; init; }

    public bool HasData => Value is not null;
}
