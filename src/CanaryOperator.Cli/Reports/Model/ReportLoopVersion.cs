namespace CanaryOperator.Cli.Reports.Model;

internal sealed record ReportLoopVersion
{
    public required string Name { get; init; }

    public string? Revision { get; init; }

    public long? TrafficPercent { get; init; }

    public required IReadOnlyDictionary<string, double> Values { get; init; }
}
