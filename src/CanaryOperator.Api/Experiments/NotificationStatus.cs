namespace CanaryOperator.Api.Experiments;

/// <summary>What a receiver was told. It names neither a credential nor an address of a Secret.</summary>
public sealed record NotificationStatus
{
    /// <summary>Of the notification.</summary>
    public string? Name { get; init; }

    /// <summary>The last loop that it was told of, or given up for; null before. 0 when the Experiment ended without any.</summary>
    public long? Loop { get; init; }

    /// <summary>The verdict at that loop.</summary>
    public string? Verdict { get; init; }

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Why that failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>How often in a row telling the news failed; null when it is not to be tried again.</summary>
    public int? Attempts { get; init; }
}
