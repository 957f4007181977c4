using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Experiments;

/// <summary>Names of versions whose revision follows from an InferenceService's status.</summary>
public static class VersionNames
{
    /// <summary>The newest revision.</summary>
    public const string Candidate = "candidate";

    /// <summary>The one before, or the newest itself when it has all the traffic and nothing was before.</summary>
    public const string Stable = "stable";

    /// <summary>Null when there is none but the stable one.</summary>
    public static string? CandidateOf(ComponentStatus? status) =>
        status?.LatestReadyRevision is { } latest && latest != StableOf(status) ? latest : null;

    /// <summary>After a promotion the revision before still is what the new one is compared with.</summary>
    public static string? StableOf(ComponentStatus? status) => status?.LatestRolledoutRevision == status?.LatestReadyRevision
        ? status?.PreviousRolledoutRevision ?? status?.LatestRolledoutRevision
        : status?.LatestRolledoutRevision;

    /// <summary>What the revision is called; null when it is neither.</summary>
    public static string? Of(string revision, ComponentStatus? status) =>
        revision == CandidateOf(status) ? Candidate : revision == StableOf(status) ? Stable : null;
}
