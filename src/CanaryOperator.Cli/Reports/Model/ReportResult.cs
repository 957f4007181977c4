namespace CanaryOperator.Cli.Reports.Model;

/// <summary>How a version kept an objective.</summary>
internal sealed record ReportResult
{
    public required string Version { get; init; }

    /// <summary>Null before it was judged.</summary>
    public string? Verdict { get; init; }

    public double? Value { get; init; }

    /// <summary>From the value to the nearest limit; below 0 when the limit is broken. Null without a value.</summary>
    public double? Margin { get; init; }

    /// <summary><see cref="Margin"/> in percent of that limit; null when the limit is 0.</summary>
    public double? MarginPercent { get; init; }

    /// <summary>How many the value comes from; null when no metric tells.</summary>
    public double? Requests { get; init; }

    public DateTimeOffset? Time { get; init; }

    public string? Message { get; init; }
}
