using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;

namespace CanaryOperator.Status;

/// <summary>Makes the status of an InferenceService from what a reconcile saw and decided. Pure.</summary>
internal static class StatusBuilder
{
    public const string Predictor = "predictor";

    public static InferenceServiceStatus Build(ComponentView view, DateTimeOffset now)
    {
        var before = view.InferenceService.Status;
        var component = Component(view, before?.Components?.GetValueOrDefault(Predictor));
        return (before ?? new()) with
        {
            ObservedGeneration = view.InferenceService.Generation(),
            Conditions = Conditions(view, before?.Conditions, now),
            Url = Url(view) ?? before?.Url,
            Address = component.Address ?? before?.Address,
            Components = new Dictionary<string, ComponentStatus>(before?.Components ?? new Dictionary<string, ComponentStatus>())
            {
                [Predictor] = component,
            },
            ModelStatus = ModelStatusBuilder.Build(view, before?.ModelStatus, now),
            DeploymentMode = "Knative",
            ClusterServingRuntimeName = view.Problem is null ? view.RuntimeName : before?.ClusterServingRuntimeName,
        };
    }

    private static ComponentStatus Component(ComponentView view, ComponentStatus? before)
    {
        var (service, history) = (view.Service?.Status, view.Decision.History);
        var isReady = service.Condition("Ready") is { Status: "True" };
        return (before ?? new()) with
        {
            LatestCreatedRevision = service?.LatestCreatedRevisionName,
            LatestReadyRevision = service?.LatestReadyRevisionName,
            LatestRolledoutRevision = history.LatestRolledout,
            PreviousRolledoutRevision = history.PreviousRolledout,
            Traffic = service?.Traffic,
            Url = isReady ? service?.Url : before?.Url,
            Address = isReady ? service?.Address : before?.Address,
        };
    }

    /// <summary>The predictor's URL without the component in its host; null while Knative has given none.</summary>
    private static string? Url(ComponentView view)
    {
        var name = view.InferenceService.Name();
        var service = ChildNames.Service(name, ComponentType.Predictor);
        return view.Service?.Status is { Url: { } url } status && status.Condition("Ready") is { Status: "True" }
            && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.StartsWith(service, StringComparison.Ordinal)
                ? $"{uri.Scheme}://{name}{uri.Authority[service.Length..]}"
                : null;
    }

    private static IReadOnlyList<V1Condition> Conditions(ComponentView view, IReadOnlyList<V1Condition>? before, DateTimeOffset now)
    {
        var conditions = new ConditionSet(before, now);
        var service = view.Service?.Status;
        conditions.Set(ConditionTypes.PredictorRouteReady, service.Condition("RoutesReady"), ConditionSet.Info);
        conditions.Set(ConditionTypes.PredictorConfigurationReady, service.Condition("ConfigurationsReady"), ConditionSet.Info);
        conditions.Set(ConditionTypes.RoutesReady, conditions[ConditionTypes.PredictorRouteReady], ConditionSet.Info);
        conditions.Set(ConditionTypes.LatestDeploymentReady, conditions[ConditionTypes.PredictorConfigurationReady], ConditionSet.Info);
        if (view.Problem is { } problem)
        {
            conditions.Set(ConditionTypes.PredictorReady, "False", problem.Reason, problem.Message);
        }
        else if (service?.ObservedGeneration == view.Service?.Generation())
        {
            conditions.Set(ConditionTypes.PredictorReady, service.Condition("Ready"));
        }
        else
        {
            conditions.Set(ConditionTypes.PredictorReady, "Unknown", "OutOfDate", "Knative has not looked at the latest change yet.");
        }

        conditions.Set(ConditionTypes.Ready, conditions[ConditionTypes.PredictorReady]);
        SetRollout(conditions, view);
        return conditions.ToList();
    }

    private static void SetRollout(ConditionSet conditions, ComponentView view)
    {
        var (decision, notice) = (view.Decision, view.Decision.Plan.Notice);
        if (notice == RolloutNotice.AwaitingObservation && view.Problem is null)
        {
            // Over in a moment, and nobody could read it in between.
            conditions.Keep(ConditionTypes.TrafficAsRequested);
        }
        else
        {
            conditions.Set(
                ConditionTypes.TrafficAsRequested,
                notice == RolloutNotice.None && view.Problem is null ? "True" : "False",
                view.Problem?.Reason ?? notice.ToString(),
                view.Problem?.Message ?? NoticeMessages.For(view),
                ConditionSet.Info);
        }

        if (decision.RollbackTarget(view.Revisions) is not null)
        {
            conditions.Set(ConditionTypes.RollbackAvailable, "True", null, null, ConditionSet.Info);
        }
        else if (decision.Plan.Candidate is null)
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
