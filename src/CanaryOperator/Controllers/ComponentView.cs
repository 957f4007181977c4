using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Rendering;

namespace CanaryOperator.Controllers;

/// <summary>All that one reconcile knows of a component: what was asked, what is there, what was decided.</summary>
internal sealed record ComponentView
{
    public required ComponentType Type { get; init; }

    /// <summary>As the spec has it; for messages. Null when absent.</summary>
    public required long? CanaryTrafficPercent { get; init; }

    /// <summary>Null when <see cref="Problem"/> says why nothing can be rendered.</summary>
    public DesiredService? Desired { get; init; }

    /// <summary>Null while there is none, or when it is not ours.</summary>
    public KnativeService? Service { get; init; }

    public required RolloutHistory StoredHistory { get; init; }

    public required RolloutDecision Decision { get; init; }

    public required KnownRevisions Revisions { get; init; }

    public Problem? Problem { get; init; }
}
