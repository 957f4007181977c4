namespace CanaryOperator.Api.Experiments;

/// <summary>How a version kept an objective.</summary>
public sealed record ObjectiveResult
{
    /// <summary>Of the version.</summary>
    public string? Name { get; init; }

    /// <summary>One of <see cref="Verdicts"/>.</summary>
    public string? Verdict { get; init; }

    /// <summary>Null without data.</summary>
    public double? Value { get; init; }

    /// <summary>How many requests the value comes from; null when no metric tells.</summary>
    public double? Requests { get; init; }

    /// <summary>When it was measured.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Why there is no value, or which limit is broken by how much.</summary>
    public string? Message { get; init; }
}
