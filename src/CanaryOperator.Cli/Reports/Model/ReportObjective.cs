namespace CanaryOperator.Cli.Reports.Model;

internal sealed record ReportObjective
{
    public required string Metric { get; init; }

    public string? Description { get; init; }

    public string? Units { get; init; }

    public double? Upper { get; init; }

    public double? Lower { get; init; }

    /// <summary>One for each of the report's versions, in their order.</summary>
    public required IReadOnlyList<ReportResult> Versions { get; init; }
}
