using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Core.Rollouts;

namespace CanaryOperator.Status;

/// <summary>Says to a person why the traffic is not what was asked for, and what would change that.</summary>
internal static class NoticeMessages
{
    public static string? For(ComponentView view)
    {
        var (plan, service) = (view.Decision.Plan, view.Service?.Status);
        return plan.Notice switch
        {
            RolloutNotice.None => null,
            RolloutNotice.InvalidPercent =>
                $"spec.{view.Type.Key()}.canaryTrafficPercent is {view.CanaryTrafficPercent}; "
                + "it must be from 0 to 100. Nothing is changed until it is.",
            RolloutNotice.AwaitingObservation => "Knative has not looked at the latest change yet.",
            RolloutNotice.AwaitingCandidate when plan.Candidate is not null && plan.Candidate == service?.LatestReadyRevisionName =>
                $"Revision {plan.Candidate} was ready and fails now, so its share does not grow until it is ready again. "
                + "To take its share away, set canaryTrafficPercent to 0.",
            RolloutNotice.AwaitingCandidate =>
                $"The traffic stays as it is until revision {plan.Candidate ?? "of the new model"} is ready: "
                + $"before that, {service?.LatestReadyRevisionName} would get the new share.",
            RolloutNotice.NothingToRollBackTo =>
                $"No revision but {plan.Candidate} ever had all the traffic, so it keeps it. "
                + "canaryTrafficPercent counts from the next change of the model on.",
            RolloutNotice.PreviousRevisionGone =>
                $"Revision {view.Decision.History.PreviousRolledout} was deleted, so {plan.Candidate} keeps its traffic. "
                + "To go back, apply the earlier model again.",
            RolloutNotice.StableRevisionGone =>
                $"Revision {view.Decision.History.LatestRolledout}, which should keep the rest of the traffic, was deleted. "
                + "Drop canaryTrafficPercent to give the newest revision everything.",
            _ => plan.Notice.ToString(),
        };
    }

    /// <summary>Why a pin to 0 would change nothing.</summary>
    public static (string Reason, string Message) NoRollback(ComponentView view) =>
        view.Decision.History.PreviousRolledout is { } previous && view.Revisions.IsMissing(previous)
            ? (nameof(RolloutNotice.PreviousRevisionGone), $"Revision {previous} was deleted. To go back, apply the earlier model again.")
            : (nameof(RolloutNotice.NothingToRollBackTo), "Only one revision ever had all the traffic.");
}
