namespace CanaryOperator.Core.Rollouts;

/// <summary>Why a plan is not simply what the user asked for.</summary>
public enum RolloutNotice
{
    /// <summary>It is.</summary>
    None,

    /// <summary>Percent outside 0 to 100: nothing is changed.</summary>
    InvalidPercent,

    /// <summary>Knative has not looked at the last change yet: shares only move back to where they were.</summary>
    AwaitingObservation,

    /// <summary>
    /// The candidate loads, and another revision would get the new share, or it fails: the old share stays until it is ready.
    /// </summary>
    AwaitingCandidate,

    /// <summary>A pin was asked for, but no other revision ever had all the traffic.</summary>
    NothingToRollBackTo,

    /// <summary>A pin was asked for, but the previous revision was deleted.</summary>
    PreviousRevisionGone,

    /// <summary>The revision that should keep the rest was deleted: nothing is changed.</summary>
    StableRevisionGone,
}
