using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Knative.StateMachine;

namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>How many pods a Revision should have: Knative's rules, as far as they do not depend on the number of requests.</summary>
internal static class ScaleRules
{
    /// <param name="isNewest">No Revision of its Configuration is newer.</param>
    public static RevisionRole RoleOf(KnativeObject revision, bool isNewest) => revision switch
    {
        _ when revision.IsReady() => revision.GetLabel(KnativeResources.RoutingStateLabel) switch
        {
            RevisionRules.Active => RevisionRole.Routed,
            RevisionRules.Pending when isNewest => RevisionRole.Routed,
            _ => RevisionRole.Unneeded,
        },
        _ when revision.HasFailed() => isNewest ? RevisionRole.Failing : RevisionRole.Unneeded,
        _ => RevisionRole.Starting,
    };

    /// <param name="current">Pods it has.</param>
    /// <param name="inRole">How long it has had its role.</param>
    /// <param name="sinceAsked">Null when nobody has asked for it.</param>
    public static ScaleDecision Decide(
        RevisionRole role, RevisionScale scale, int current, TimeSpan inRole, TimeSpan? sinceAsked, PodsOptions options) => role switch
    {
        RevisionRole.Unneeded => KeepFor(options.UnroutedDelay - inRole, current),
        RevisionRole.Routed when scale.Minimum > 0 => new(scale.Minimum),
        RevisionRole.Routed => KeepFor(options.IdleWindow - Idle(current, inRole, sinceAsked), 1),
        _ => new(scale.Initial),
    };

    /// <summary>A pod that was just made gets its first request later; a revision that has none wants to be asked for.</summary>
    private static TimeSpan Idle(int current, TimeSpan inRole, TimeSpan? sinceAsked)
    {
        var asked = sinceAsked ?? TimeSpan.MaxValue;
        return current > 0 && inRole < asked ? inRole : asked;
    }

    private static ScaleDecision KeepFor(TimeSpan left, int pods) => left > TimeSpan.Zero && pods > 0 ? new(pods, left) : new(0);
}
