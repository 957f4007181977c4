namespace CanaryOperator.Cli.Reports.Model;

internal sealed record ReportEvent
{
    public required EventType Type { get; init; }

    public required long Loop { get; init; }

    /// <summary>Of several loops that failed in a row for the same reason; otherwise null.</summary>
    public long? LastLoop { get; init; }

    /// <summary>Of <see cref="Loop"/>.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Whose revision or share changed; otherwise null.</summary>
    public string? Version { get; init; }

    /// <summary>One sentence.</summary>
    public required string Message { get; init; }
}
