namespace CanaryOperator.Cli.Reports.Model;

/// <summary>Somebody who is told about loops.</summary>
internal sealed record ReportNotification
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string When { get; init; }

    /// <summary>The last loop that it was told of, or given up for; null before.</summary>
    public long? Loop { get; init; }

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Why that failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>How often in a row, while it is tried again.</summary>
    public int? Attempts { get; init; }

    /// <summary>A sentence about the failure; null without one.</summary>
    public string? Problem() => Error is null
        ? null
        : $"{Name}: {Error} ({(Attempts is null ? "given up until there is news" : "it is tried again")})";
}
