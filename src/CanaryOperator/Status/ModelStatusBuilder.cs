using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Mapping;

namespace CanaryOperator.Status;

/// <summary>Tells of the model what the Knative Service knows: whether the newest revision loaded it, and whether one serves.</summary>
internal static class ModelStatusBuilder
{
    public static ModelStatus Build(ComponentView view, ModelStatus? before, DateTimeOffset now)
    {
        var service = view.Service?.Status;
        var active = string.IsNullOrEmpty(service?.LatestReadyRevisionName) ? null : "Loaded";
        if (view.Problem is { } problem)
        {
            return new()
            {
                TransitionStatus = "InvalidSpec",
                States = new() { ActiveModelState = active, TargetModelState = "FailedToLoad" },
                LastFailureInfo = Stamp(
                    problem.Failure ?? new() { Reason = "InvalidPredictorSpec", Message = problem.Message }, before, now),
            };
        }

        var configuration = service.Condition("ConfigurationsReady");
        if (configuration is { Status: "False" })
        {
            var failure = new FailureInfo
            {
                Reason = "ModelLoadFailed",
                Message = configuration.Message,
                ModelRevisionName = service?.LatestCreatedRevisionName,
            };
            return new()
            {
                TransitionStatus = "BlockedByFailedLoad",
                States = new() { ActiveModelState = active, TargetModelState = "FailedToLoad" },
                LastFailureInfo = Stamp(failure, before, now),
            };
        }

        var isLoaded = active is not null && service?.LatestReadyRevisionName == service?.LatestCreatedRevisionName;
        return new()
        {
            TransitionStatus = isLoaded ? "UpToDate" : "InProgress",
            States = new() { ActiveModelState = active, TargetModelState = isLoaded ? "Loaded" : "Pending" },
        };
    }

    /// <summary>The time of a failure is when it was first seen.</summary>
    private static FailureInfo Stamp(FailureInfo failure, ModelStatus? before, DateTimeOffset now)
    {
        var known = before?.LastFailureInfo;
        var isSame = known is not null && known.Reason == failure.Reason && known.Message == failure.Message
            && known.ModelRevisionName == failure.ModelRevisionName;
        return failure with { Time = isSame ? known!.Time : now };
    }
}
