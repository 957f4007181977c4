namespace CanaryOperator.Cli.Reports.Model;

/// <summary>A metric in the last loop.</summary>
internal sealed record ReportMetric
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Units { get; init; }

    /// <summary>By name of the version; without those that have no data.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>By name of the version: why there is no data, where it is known.</summary>
    public required IReadOnlyDictionary<string, string> Reasons { get; init; }
}
