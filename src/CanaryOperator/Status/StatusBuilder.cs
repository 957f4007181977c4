using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;

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
            Url = Url(view) ?? before?.Url,
            Address = view.Predictor.Service?.Status?.Address ?? before?.Address,
            Components = view.Components.ToDictionary(
                component => component.Type.Key(),
                component => Component(component, before?.Components?.GetValueOrDefault(component.Type.Key()))),
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
    private static string? Url(InferenceServiceView view)
    {
        var name = view.InferenceService.Name();
        var service = ChildNames.Service(name, ComponentType.Predictor);
        return view.Predictor.Service?.Status is { Url: { } url } status && status.Condition("Ready") is { Status: "True" }
            && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.StartsWith(service, StringComparison.Ordinal)
                ? $"{uri.Scheme}://{name}{uri.Authority[service.Length..]}"
                : null;
    }
}
