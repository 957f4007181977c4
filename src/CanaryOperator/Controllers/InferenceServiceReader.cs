using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;
using CanaryOperator.Runtime;

namespace CanaryOperator.Controllers;

/// <summary>Looks at an InferenceService and at everything that belongs to it, and decides. Writes nothing.</summary>
internal sealed class InferenceServiceReader(
    InferenceServiceRenderer renderer, ServiceSnapshot snapshot, IngressSnapshot ingress, ConfigurationSource configuration)
{
    private static readonly Problem NoKnative = new(
        Problem.KnativeNotInstalled, "The cluster has no services.serving.knative.dev: install Knative Serving.");

    public async Task<InferenceServiceView> ReadAsync(InferenceService inferenceService, CancellationToken cancellationToken)
    {
        var config = configuration.Current;
        var rendered = renderer.Render(inferenceService, config);
        List<ComponentView> components = [];
        foreach (var (type, component) in rendered.Components.OrderBy(pair => pair.Key))
        {
            components.Add(await ReadAsync(inferenceService, type, component, cancellationToken));
        }

        var unwanted = components[0].IsStopped ? Components.All : rendered.IsValid ? Components.All.Except(rendered.Components.Keys) : [];
        var route = await ingress.ReadAsync(inferenceService, components, config, cancellationToken);
        var revision = components[0].Service?.Status?.LatestCreatedRevisionName;
        return new()
        {
            InferenceService = inferenceService,
            Runtime = rendered.Runtime,
            Components = components,
            Leftovers = [.. unwanted.Select(type => snapshot.FindService(Key(inferenceService, type))).OfType<KnativeService>()
                .Where(service => service.IsOwnedBy(inferenceService) && !service.IsBeingDeleted())],
            Ingress = IngressPlanner.Plan(route),
            Pods = revision is null ? [] : snapshot.ReadPods(new(inferenceService.Namespace(), revision)),
        };
    }

    private async Task<ComponentView> ReadAsync(
        InferenceService inferenceService, ComponentType type, RenderedComponent rendered, CancellationToken cancellationToken)
    {
        var (key, problem) = (Key(inferenceService, type), rendered.Problem);
        var stored = inferenceService.Status?.Components?.GetValueOrDefault(type.Key());
        var history = RolloutMapping.ToHistory(stored);
        var percent = inferenceService.Spec.Component(type)?.CanaryTrafficPercent;
        if (!snapshot.IsKnativeServed)
        {
            return new()
            {
                Type = type,
                CanaryTrafficPercent = percent,
                Stored = stored,
                Decision = new(history, new() { Traffic = null, AppliesTemplate = false }),
                Revisions = KnownRevisions.None,
                Problem = problem ?? NoKnative,
            };
        }

        var service = await snapshot.ReadServiceAsync(key, cancellationToken);
        if (service is not null && !service.IsOwnedBy(inferenceService) && !inferenceService.MayAdopt(service))
        {
            // What is stopped wants no Service, and so nobody is in its way.
            problem = problem is { Reason: Problem.Stopped }
                ? problem
                : new(Problem.ServiceNotOwned, Ownership.Conflict("Knative Service", service));
            service = null;
        }

        // What is being deleted takes its revisions along; its successor can only be made when it is gone.
        var isGoing = service?.IsBeingDeleted() == true;
        service = isGoing ? null : service;
        var revisions = await snapshot.ReadRevisionsAsync(key, history, cancellationToken);
        var spec = new RolloutSpec(percent, rendered.Desired?.TemplateHash ?? "");
        return new()
        {
            Type = type,
            CanaryTrafficPercent = percent,
            Desired = problem is null && !isGoing ? rendered.Desired : null,
            Service = service,
            Stored = stored,
            Decision = RolloutDecision.Decide(spec, history, service is null ? null : RolloutMapping.ToObserved(service), revisions),
            Revisions = revisions,
            Problem = problem,
        };
    }

    private static NamespacedName Key(InferenceService inferenceService, ComponentType type) =>
        new(inferenceService.Namespace(), ChildNames.Service(inferenceService.Name(), type));
}
