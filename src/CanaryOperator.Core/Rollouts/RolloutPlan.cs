namespace CanaryOperator.Core.Rollouts;

/// <summary>What to write, and why.</summary>
public sealed record RolloutPlan
{
    /// <summary>The split to have; null to leave the one there is.</summary>
    public required TrafficSplit? Traffic { get; init; }

    /// <summary>False when not even the template may be written.</summary>
    public bool AppliesTemplate { get; init; } = true;

    public RolloutNotice Notice { get; init; }

    /// <summary>Revision of the template in the spec; null while it is not known.</summary>
    public string? Candidate { get; init; }

    /// <summary>The revision that gets what the candidate does not; null when there is none.</summary>
    public string? Stable { get; init; }
}
