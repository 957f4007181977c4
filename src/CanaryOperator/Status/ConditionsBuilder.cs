using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;

namespace CanaryOperator.Status;

/// <summary>
/// The conditions of an InferenceService. <c>Ready</c> is the sum of those without severity: unlike in KServe a transformer that fails is
/// one of them.
/// </summary>
internal static class ConditionsBuilder
{
    public static IReadOnlyList<V1Condition> Build(InferenceServiceView view, IReadOnlyList<V1Condition>? before, DateTimeOffset now)
    {
        var conditions = new ConditionSet(before, now);
        foreach (var component in view.Components)
        {
            SetComponent(conditions, component);
        }

        conditions.SetAll(ConditionTypes.RoutesReady, Of(view, ConditionTypes.RouteReady), ConditionSet.Info);
        conditions.SetAll(ConditionTypes.LatestDeploymentReady, Of(view, ConditionTypes.ConfigurationReady), ConditionSet.Info);
        conditions.Set(ConditionTypes.IngressReady, view.Ingress.Condition);
        conditions.SetAll(ConditionTypes.Ready, Of(view, ConditionTypes.ComponentReady).Append(ConditionTypes.IngressReady));
        SetServing(conditions, view);
        SetTraffic(conditions, view);
        SetRollback(conditions, view.Predictor);
        if (view.IsStopped)
        {
            conditions.Set(ConditionTypes.Stopped, "True", null, null, ConditionSet.Info);
        }

        return conditions.ToList();
    }

    private static IEnumerable<string> Of(InferenceServiceView view, Func<ComponentType, string> type) =>
        view.Components.Select(component => type(component.Type));

    private static void SetComponent(ConditionSet conditions, ComponentView view)
    {
        var (service, type) = (view.Service?.Status, ConditionTypes.ComponentReady(view.Type));
        conditions.Set(ConditionTypes.RouteReady(view.Type), service.Condition("RoutesReady"), ConditionSet.Info);
        conditions.Set(ConditionTypes.ConfigurationReady(view.Type), service.Condition("ConfigurationsReady"), ConditionSet.Info);
        if (view.Problem is { } problem)
        {
            conditions.Set(type, "False", problem.Reason, problem.Message);
        }
        else if (service?.ObservedGeneration == view.Service?.Generation())
        {
            conditions.Set(type, service.Condition("Ready"));
        }
        else
        {
            conditions.Set(type, "Unknown", "OutOfDate", "Knative has not looked at the latest change yet.");
        }
    }

    private static void SetServing(ConditionSet conditions, InferenceServiceView view)
    {
        if (view.Components.FirstOrDefault(component => !IsServing(component)) is { } silent)
        {
            var (reason, message) = view.IsStopped
                ? (Problem.Stopped, silent.Problem!.Message)
                : ("NoReadyRevision", $"No revision of the {silent.Type.Key()} has traffic yet.");
            conditions.Set(ConditionTypes.Serving, "False", reason, message, ConditionSet.Info);
        }
        else
        {
            conditions.Set(ConditionTypes.Serving, "True", null, null, ConditionSet.Info);
        }
    }

    /// <summary>Knative routes only to revisions that were ready, and keeps the old route until a new one works.</summary>
    private static bool IsServing(ComponentView view) =>
        view.Service?.Status is { Url: not null, Traffic: { Count: > 0 } traffic }
        && traffic.All(target => !string.IsNullOrEmpty(target.RevisionName));

    private static void SetTraffic(ConditionSet conditions, InferenceServiceView view)
    {
        var unlike = view.Components.FirstOrDefault(IsUnlikeSpec);
        if (unlike is not null)
        {
            conditions.Set(
                ConditionTypes.TrafficAsRequested,
                "False",
                unlike.Problem?.Reason ?? unlike.Decision.Plan.Notice.ToString(),
                unlike.Problem?.Message ?? NoticeMessages.For(unlike),
                ConditionSet.Info);
        }
        else if (view.Components.Any(component => component.Decision.Plan.Notice == RolloutNotice.AwaitingObservation))
        {
            // Over in a moment, and nobody could read it in between.
            conditions.Keep(ConditionTypes.TrafficAsRequested);
        }
        else
        {
            conditions.Set(ConditionTypes.TrafficAsRequested, "True", null, null, ConditionSet.Info);
        }
    }

    private static bool IsUnlikeSpec(ComponentView view) =>
        view.Problem is not null || view.Decision.Plan.Notice is not (RolloutNotice.None or RolloutNotice.AwaitingObservation);

    private static void SetRollback(ConditionSet conditions, ComponentView view)
    {
        if (view.Decision.RollbackTarget(view.Revisions) is not null)
        {
            conditions.Set(ConditionTypes.RollbackAvailable, "True", null, null, ConditionSet.Info);
        }
        else if (view.Decision.Plan.Candidate is null)
        {
            conditions.Keep(ConditionTypes.RollbackAvailable);
        }
        else
        {
            var (reason, message) = NoticeMessages.NoRollback(view);
            conditions.Set(ConditionTypes.RollbackAvailable, "False", reason, message, ConditionSet.Info);
        }
    }
}
