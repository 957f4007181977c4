namespace CanaryOperator.Core.Analysis;

/// <summary>How a version kept an objective. All numbers are finite.</summary>
public sealed record ObjectiveAssessment
{
    public required Objective Objective { get; init; }

    /// <summary>Name of the version.</summary>
    public required string Version { get; init; }

    public required string? Revision { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Null without data.</summary>
    public required double? Value { get; init; }

    /// <summary>How many requests the value comes from; null when no metric tells.</summary>
    public required double? Requests { get; init; }

    public required DateTimeOffset? Time { get; init; }

    /// <summary>From the value to the nearest limit, in the metric's units; negative when it is broken; null without a value.</summary>
    public required double? Margin { get; init; }

    /// <summary>For a person: why there is no value, or how the limit is kept or broken.</summary>
    public required string Message { get; init; }
}
