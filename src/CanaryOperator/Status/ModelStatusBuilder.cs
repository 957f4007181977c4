using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Mapping;

namespace CanaryOperator.Status;

/// <summary>
/// Tells of the model what Knative and the pods know: whether the newest revision loaded it, why not, and whether one serves.
/// </summary>
internal static class ModelStatusBuilder
{
    /// <summary>Null while it is stopped: then there is no model to speak of.</summary>
    public static ModelStatus? Build(InferenceServiceView view, ModelStatus? before, DateTimeOffset now)
    {
        if (view.IsStopped)
        {
            return null;
        }

        var service = view.Predictor.Service?.Status;
        var active = string.IsNullOrEmpty(service?.LatestReadyRevisionName) ? null : "Loaded";
        if (view.Predictor.Problem is { } problem)
        {
            return Status(
                "InvalidSpec", "FailedToLoad", problem.Failure ?? new() { Reason = "InvalidPredictorSpec", Message = problem.Message });
        }

        var crash = PodFailures.Of(view.Pods) is { } found ? found with { ModelRevisionName = service?.LatestCreatedRevisionName } : null;
        if (active is not null && service!.LatestReadyRevisionName == service.LatestCreatedRevisionName)
        {
            return Status("UpToDate", "Loaded", crash is null ? null : crash with { Reason = "RuntimeUnhealthy" });
        }

        var configuration = service.Condition("ConfigurationsReady");
        if (crash is not null || configuration is { Status: "False" })
        {
            crash ??= new() { Message = configuration!.Message, ModelRevisionName = service?.LatestCreatedRevisionName };
            return Status("BlockedByFailedLoad", "FailedToLoad", crash with { Reason = "ModelLoadFailed" });
        }

        return Status("InProgress", PodFailures.IsFetching(view.Pods) ? "Loading" : "Pending", null);

        ModelStatus Status(string transition, string target, FailureInfo? failure) => new()
        {
            TransitionStatus = transition,
            States = new() { ActiveModelState = active, TargetModelState = target },
            Copies = PodFailures.Copies(view.Pods),
            LastFailureInfo = failure is null ? null : Stamp(failure, before, now),
        };
    }

    /// <summary>The time of a failure is when it was first seen.</summary>
    private static FailureInfo Stamp(FailureInfo failure, ModelStatus? before, DateTimeOffset now)
    {
        var known = before?.LastFailureInfo;
        return failure with { Time = known is not null && failure with { Time = known.Time } == known ? known.Time : now };
    }
}
