using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;
using CanaryOperator.Rendering;
using CanaryOperator.Status;
using KnativeTarget = CanaryOperator.Api.Knative.TrafficTarget;

namespace CanaryOperator.Tests.Support;

/// <summary>What a reconcile knows, put together without one.</summary>
internal static class Views
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The Service as the operator writes it for <paramref name="inferenceService"/>; Knative has not looked yet.</summary>
    public static KnativeService ServiceFor(InferenceService inferenceService, params KnativeTarget[] traffic)
    {
        var desired = Some.Rendered(inferenceService, Some.RuntimeFor("tensorflow"));
        return new()
        {
            Metadata = new()
            {
                Name = desired.Name,
                NamespaceProperty = Some.Namespace,
                Generation = 1,
                Labels = desired.Labels,
                OwnerReferences = [inferenceService.MakeOwnerReference()],
            },
            Spec = new() { Template = desired.Template, Traffic = traffic is [] ? [Some.Latest(100)] : traffic },
        };
    }

    public static InferenceServiceView Of(
        InferenceService inferenceService, KnativeService? service, KnownRevisions? revisions = null, Problem? problem = null)
    {
        var hash = Some.Rendered(inferenceService, Some.RuntimeFor("tensorflow")).TemplateHash;
        var spec = new RolloutSpec(inferenceService.Spec!.Predictor!.CanaryTrafficPercent, hash);
        return Of(inferenceService, service, spec, revisions ?? KnownRevisions.None, problem);
    }

    public static InferenceServiceView Of(
        InferenceService inferenceService,
        KnativeService? service,
        RolloutSpec spec,
        KnownRevisions revisions,
        Problem? problem = null) => new()
        {
            InferenceService = inferenceService,
            Runtime = SelectedRuntime.From(Some.RuntimeFor("tensorflow")),
            Components = [Component(inferenceService, ComponentType.Predictor, service, spec, revisions, problem)],
            Ingress = new(new() { Type = "IngressReady", Status = "True" }),
        };

    /// <summary>With a transformer beside the predictor.</summary>
    public static InferenceServiceView With(this InferenceServiceView view, ComponentType type, KnativeService? service)
    {
        var spec = new RolloutSpec(null, service is null ? "" : RolloutMapping.ToObserved(service).TemplateHash!);
        return view with
        {
            Components = [.. view.Components, Component(view.InferenceService, type, service, spec, KnownRevisions.None, null)],
        };
    }

    private static ComponentView Component(
        InferenceService inferenceService,
        ComponentType type,
        KnativeService? service,
        RolloutSpec spec,
        KnownRevisions revisions,
        Problem? problem)
    {
        var stored = inferenceService.Status?.Components?.GetValueOrDefault(type.Key());
        var observed = service is null ? null : RolloutMapping.ToObserved(service);
        return new()
        {
            Type = type,
            CanaryTrafficPercent = spec.CanaryTrafficPercent,
            Service = service,
            Stored = stored,
            Decision = RolloutDecision.Decide(spec, RolloutMapping.ToHistory(stored), observed, revisions),
            Revisions = revisions,
            Problem = problem,
        };
    }

    public static InferenceServiceStatus Status(this InferenceServiceView view) => StatusBuilder.Build(view, Now);

    public static ComponentStatus Predictor(this InferenceServiceStatus status) => status.Components![ComponentType.Predictor.Key()];

    /// <summary><c>Status Reason</c>, or the status alone; null when there is no such condition.</summary>
    public static string? Summary(this InferenceServiceStatus status, string type) =>
        status.Conditions!.SingleOrDefault(condition => condition.Type == type) is { } condition
            ? $"{condition.Status} {condition.Reason}".TrimEnd()
            : null;

    public static InferenceService WithHistory(this InferenceService inferenceService, string latest, string? previous = null)
    {
        var predictor = new ComponentStatus { LatestRolledoutRevision = latest, PreviousRolledoutRevision = previous };
        return inferenceService with
        {
            Status = new() { Components = new Dictionary<string, ComponentStatus> { [ComponentType.Predictor.Key()] = predictor } },
        };
    }
}
