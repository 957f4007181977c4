using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>The last loop, as a notification tells of it.</summary>
internal sealed record NotifiedLoop
{
    /// <summary>Counted from 1; 0 before the first.</summary>
    public required long Number { get; init; }

    public DateTimeOffset? Time { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }

    public IReadOnlyList<VersionStatus>? Versions { get; init; }
}
