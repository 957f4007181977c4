using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Status;

/// <summary>Makes the status of an InferenceService from what a reconcile saw and decided. Pure.</summary>
internal static class StatusBuilder
{
    public static InferenceServiceStatus Build(InferenceServiceView view, DateTimeOffset now)
    {
        var before = view.InferenceService.Status;
        return (before ?? new()) with
        {
            ObservedGeneration = view.InferenceService.Generation(),
            Conditions = ConditionsBuilder.Build(view, before?.Conditions, now),
            Url = view.Ingress.Url ?? before?.Url,
            Address = view.Ingress.AddressUrl is { } address ? new() { Url = address } : before?.Address,
            Components = view.Components.ToDictionary(component => component.Type.Key(), Component),
            ModelStatus = ModelStatusBuilder.Build(view, before?.ModelStatus, now),
            DeploymentMode = "Knative",
            ServingRuntimeName = RuntimeName(view, isClusterScoped: false, before?.ServingRuntimeName),
            ClusterServingRuntimeName = RuntimeName(view, isClusterScoped: true, before?.ClusterServingRuntimeName),
        };
    }

    /// <summary>While the spec cannot be carried out, the runtime of the revisions that serve.</summary>
    private static string? RuntimeName(InferenceServiceView view, bool isClusterScoped, string? before) =>
        view.Predictor.Problem is not null ? before
        : view.Runtime?.IsClusterScoped == isClusterScoped ? view.Runtime.Name
        : null;

    private static ComponentStatus Component(ComponentView view)
    {
        var (service, history) = (view.Service?.Status, view.Decision.History);
        return (view.Stored ?? new()) with
        {
            LatestCreatedRevision = service?.LatestCreatedRevisionName,
            LatestReadyRevision = service?.LatestReadyRevisionName,
            LatestRolledoutRevision = history.LatestRolledout,
            PreviousRolledoutRevision = history.PreviousRolledout,
            Traffic = service?.Traffic,
            Url = view.Url,
            Address = view.Address,
        };
    }
}
