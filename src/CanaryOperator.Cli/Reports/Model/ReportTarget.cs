namespace CanaryOperator.Cli.Reports.Model;

internal sealed record ReportTarget
{
    public required string InferenceService { get; init; }

    public required string Group { get; init; }

    public required string Component { get; init; }

    /// <summary>Null while nobody has looked.</summary>
    public bool? Ready { get; init; }

    /// <summary>Why it is not ready; null when it is.</summary>
    public string? Message { get; init; }
}
