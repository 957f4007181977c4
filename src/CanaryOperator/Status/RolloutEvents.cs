using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Metrics;
using CanaryOperator.Runtime.Events;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Status;

/// <summary>
/// Says what a status that was just written tells and the one before did not. Each transition is written once, so each is told once.
/// </summary>
internal sealed class RolloutEvents(IEventRecorder recorder, OperatorMetrics metrics, ILogger<RolloutEvents> logger)
{
    public void Publish(
        ResourceDescriptor<InferenceService> resource,
        InferenceServiceView view,
        InferenceServiceStatus? before,
        InferenceServiceStatus after)
    {
        var regarding = view.InferenceService.MakeObjectReference() with { ApiVersion = resource.ApiVersion, Kind = resource.Kind };
        foreach (var (type, reason, action, note) in Between(before, after))
        {
            logger.Happened(reason, note);
            metrics.Happened(reason);
            recorder.Publish(regarding, type, reason, action, note);
        }
    }

    internal static IEnumerable<(EventType Type, string Reason, string Action, string Note)> Between(
        InferenceServiceStatus? before, InferenceServiceStatus after)
    {
        var components = Components.All.SelectMany(component =>
        {
            var (old, current) = (Of(before, component), Of(after, component));
            return Traffic(old, current).Concat(History(old, current));
        });
        return [.. components, .. Failures(before, after), .. Readiness(before, after)];
    }

    /// <summary>Shares between two different revisions; one revision under two targets is a canary that still loads.</summary>
    private static IEnumerable<(EventType, string, string, string)> Traffic(ComponentStatus? old, ComponentStatus? current)
    {
        if (Split(current) is not { } split || Split(old) == split)
        {
            yield break;
        }

        var rollback = $"All traffic is back on revision {split.Stable}; {split.Latest} receives none";
        var shares = $"{split.Latest} receives {split.Percent} % of the traffic, {split.Stable} keeps {100 - split.Percent} %";
        if (Split(old)?.Latest == split.Latest)
        {
            yield return split.Percent == 0
                ? (EventType.Normal, "RolledBack", "Rollback", rollback)
                : (EventType.Normal, "TrafficShifted", "ShiftTraffic", $"Canary revision {shares}");
        }
        else if (Latest(old) == split.Latest && split.Percent == 0)
        {
            yield return (EventType.Normal, "RolledBack", "Rollback", rollback);
        }
        else
        {
            yield return (EventType.Normal, "CanaryStarted", "StartCanary", $"Canary revision {shares}");
        }
    }

    private static IEnumerable<(EventType, string, string, string)> History(ComponentStatus? old, ComponentStatus? current)
    {
        var revision = current?.LatestRolledoutRevision;
        if (revision is null || revision == old?.LatestRolledoutRevision || revision == old?.PreviousRolledoutRevision)
        {
            yield break;
        }

        var received = $"Revision {revision} receives all traffic";
        yield return old?.LatestRolledoutRevision is { } previous
            ? (EventType.Normal, "Promoted", "Promote", $"{received}; set canaryTrafficPercent to 0 to go back to {previous}")
            : (EventType.Normal, "RolledOut", "Rollout", received);
    }

    private static IEnumerable<(EventType, string, string, string)> Failures(InferenceServiceStatus? before, InferenceServiceStatus after)
    {
        if (IsNews(ConditionTypes.LatestDeploymentReady, before, after) is { Status: "False" } deployment)
        {
            var revision = FailedComponent(after) is { } failed ? Latest(Of(after, failed)) : null;
            var serving = revision is null ? "" : $"; {revision} keeps serving";
            yield return (EventType.Warning, "CandidateFailed", "Rollout", $"{deployment.Message?.TrimEnd('.')}{serving}");
        }

        var isRollbackTold = false;
        if (IsNews(ConditionTypes.TrafficAsRequested, before, after) is { Status: "False" } traffic)
        {
            var (reason, isWarning) = traffic.Reason is "NothingToRollBackTo" or "PreviousRevisionGone"
                ? ("RollbackNotAvailable", true)
                : (traffic.Reason!, traffic.Reason is not ("AwaitingCandidate" or Problem.Stopped));
            isRollbackTold = reason == "RollbackNotAvailable";
            yield return (isWarning ? EventType.Warning : EventType.Normal, reason, "ShiftTraffic", traffic.Message ?? "");
        }

        if (!isRollbackTold
            && IsNews(ConditionTypes.RollbackAvailable, before, after) is { Status: "False", Reason: "PreviousRevisionGone" } rollback)
        {
            yield return (EventType.Warning, "RollbackNotAvailable", "Rollback", rollback.Message ?? "");
        }
    }

    /// <summary>
    /// Every change of the traffic makes it Unknown for a moment: that it is ready again then is no news. Nor is a failure of which another
    /// event of the same moment, or an earlier one, tells more.
    /// </summary>
    private static IEnumerable<(EventType, string, string, string)> Readiness(InferenceServiceStatus? before, InferenceServiceStatus after)
    {
        if (IsNews(ConditionTypes.Ready, before, after) is not { } ready)
        {
            yield break;
        }

        var isFirstTime = Of(before, ComponentType.Predictor)?.Url is null;
        if (ready.Status == "True" && (isFirstTime || Condition(before, ConditionTypes.Ready)?.Status == "False"))
        {
            yield return (EventType.Normal, "InferenceServiceReady", "Rollout", "InferenceService is ready");
        }
        else if (ready.Status == "False"
            && Condition(after, ConditionTypes.TrafficAsRequested)?.Reason != ready.Reason
            && Condition(after, ConditionTypes.LatestDeploymentReady)?.Status != "False")
        {
            yield return (EventType.Warning, "InferenceServiceNotReady", "Rollout", $"{ready.Reason}: {ready.Message}");
        }
    }

    /// <summary>The first whose newest revision failed.</summary>
    private static ComponentType? FailedComponent(InferenceServiceStatus after) => Components.All
        .Where(component => Condition(after, ConditionTypes.ConfigurationReady(component))?.Status == "False")
        .Cast<ComponentType?>()
        .FirstOrDefault();

    /// <summary>The condition, if its status, or the reason of its failure, is new.</summary>
    private static V1Condition? IsNews(string type, InferenceServiceStatus? before, InferenceServiceStatus after)
    {
        var (old, current) = (Condition(before, type), Condition(after, type));
        return old?.Status == current?.Status && (current?.Status != "False" || old?.Reason == current.Reason) ? null : current;
    }

    private static (string Latest, string Stable, long Percent)? Split(ComponentStatus? component)
    {
        var latest = component?.Traffic?.FirstOrDefault(target => target.LatestRevision == true);
        var rest = component?.Traffic?.FirstOrDefault(target => target.LatestRevision != true);
        return latest?.RevisionName is { } name && rest?.RevisionName is { } other && name != other
            ? (name, other, latest.Percent ?? 0)
            : null;
    }

    private static string? Latest(ComponentStatus? component) =>
        component?.Traffic?.FirstOrDefault(target => target.LatestRevision == true)?.RevisionName;

    private static ComponentStatus? Of(InferenceServiceStatus? status, ComponentType component) =>
        status?.Components?.GetValueOrDefault(component.Key());

    private static V1Condition? Condition(InferenceServiceStatus? status, string type) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == type);
}
