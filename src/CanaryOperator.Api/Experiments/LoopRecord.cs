namespace CanaryOperator.Api.Experiments;

/// <summary>A loop of the past, as charts need it.</summary>
public sealed record LoopRecord
{
    /// <summary>Counted from 1.</summary>
    public long Loop { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary>One of <see cref="Verdicts"/>; null when the loop failed before it could tell.</summary>
    public string? Verdict { get; init; }

    /// <summary>Null when it did not fail.</summary>
    public string? Error { get; init; }

    public IReadOnlyList<LoopVersion>? Versions { get; init; }
}
