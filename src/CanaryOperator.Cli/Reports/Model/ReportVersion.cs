namespace CanaryOperator.Cli.Reports.Model;

/// <summary>A version as it was in the last loop.</summary>
internal sealed record ReportVersion
{
    public required string Name { get; init; }

    public string? Revision { get; init; }

    /// <summary>0 to 100; null when the revision is not routed.</summary>
    public long? TrafficPercent { get; init; }

    /// <summary>In the loop's window; null when no metric tells.</summary>
    public double? Requests { get; init; }
}
