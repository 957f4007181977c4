using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Rendering;

namespace CanaryOperator.Controllers;

/// <summary>All that one reconcile knows of a component, and so of its status: what was asked, what is there, what was decided.</summary>
internal sealed record ComponentView
{
    public required InferenceService InferenceService { get; init; }

    /// <summary>Null when <see cref="Problem"/> says why nothing can be rendered.</summary>
    public DesiredService? Desired { get; init; }

    public string? RuntimeName { get; init; }

    /// <summary>Null while there is none, or when it is not ours.</summary>
    public KnativeService? Service { get; init; }

    public required RolloutDecision Decision { get; init; }

    public required KnownRevisions Revisions { get; init; }

    public Problem? Problem { get; init; }
}
