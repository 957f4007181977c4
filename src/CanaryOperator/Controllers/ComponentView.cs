using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Mapping;
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

    /// <summary>As the last status has it.</summary>
    public required ComponentStatus? Stored { get; init; }

    public required RolloutDecision Decision { get; init; }

    public required KnownRevisions Revisions { get; init; }

    public Problem? Problem { get; init; }

    /// <summary>It is not wanted for now, like all of its InferenceService.</summary>
    public bool IsStopped => Problem?.Reason == Problem.Stopped;

    public RolloutHistory StoredHistory => RolloutMapping.ToHistory(Stored);

    /// <summary>Of the Knative Service; null until it was ready for the first time, and kept from then on.</summary>
    public string? Url => IsReady ? Service!.Status!.Url : Stored?.Url;

    /// <inheritdoc cref="Url"/>
    public Addressable? Address => IsReady ? Service!.Status!.Address : Stored?.Address;

    private bool IsReady => Service?.Status.Condition("Ready") is { Status: "True" };
}
