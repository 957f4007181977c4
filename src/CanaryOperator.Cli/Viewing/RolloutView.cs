using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Viewing;

/// <summary>An InferenceService in the middle of a rollout, on one screen.</summary>
internal sealed record RolloutView
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required bool Ready { get; init; }

    /// <summary>Why it is not ready.</summary>
    public string? Message { get; init; }

    public string? Url { get; init; }

    /// <summary>By component; the newest first.</summary>
    public required IReadOnlyList<RevisionView> Revisions { get; init; }

    /// <summary>Those about this InferenceService.</summary>
    public required IReadOnlyList<ExperimentReport> Experiments { get; init; }
}
