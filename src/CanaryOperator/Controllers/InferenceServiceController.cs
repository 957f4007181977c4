using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;
using CanaryOperator.Rendering;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Status;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Controllers;

/// <summary>
/// Keeps the Knative Service of every InferenceService of one API group as it should be, and tells in its status how far that is.
/// One reconcile: look, decide, store what was learned, write the Service if it differs, write the status if a person would read it
/// differently.
/// </summary>
internal sealed class InferenceServiceController(
    ResourceDescriptor<InferenceService> resource,
    IKubernetesClient client,
    IResourceInformer<KnativeService> services,
    IResourceInformer<ClusterServingRuntime> runtimes,
    ServiceSnapshot snapshot,
    StatusWriter statusWriter,
    ILogger<InferenceServiceController> logger) : IEntityController<InferenceService>
{
    public async Task<ReconciliationResult> ReconcileAsync(InferenceService entity, CancellationToken cancellationToken)
    {
        if (entity.IsBeingDeleted())
        {
            return ReconciliationResult.Success();
        }

        var view = await LookAsync(entity, cancellationToken);
        if (ServiceToWrite(view) is not null)
        {
            // The cache may lag behind what another leader, or we ourselves, stored a moment ago: a write is decided on the object itself.
            var current = await client.GetAsync(resource, entity.Name(), entity.Namespace(), cancellationToken);
            if (current is null || current.IsBeingDeleted() || current.Uid() != entity.Uid())
            {
                return ReconciliationResult.Success();
            }

            if (current.ResourceVersion() != entity.ResourceVersion())
            {
                view = await LookAsync(current, cancellationToken);
            }

            view = await WriteAsync(view, cancellationToken);
        }

        return await statusWriter.WriteAsync(resource, view, cancellationToken);
    }

    public Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        statusWriter.Forget(resource, key);
        return Task.FromResult(ReconciliationResult.Success());
    }

    private async Task<ComponentView> LookAsync(InferenceService inferenceService, CancellationToken cancellationToken)
    {
        var (desired, runtimeName, problem) = Render(inferenceService);
        var key = new NamespacedName(inferenceService.Namespace(), Api.ChildNames.Service(inferenceService.Name(), ComponentType.Predictor));
        if (!services.IsServed)
        {
            problem ??= new(Problem.KnativeNotInstalled, "The cluster has no services.serving.knative.dev: install Knative Serving.");
        }

        var service = services.IsServed ? await snapshot.ReadServiceAsync(key, cancellationToken) : null;
        if (service is not null && service.GetController()?.Uid != inferenceService.Uid())
        {
            problem = new(Problem.ServiceNotOwned, NotOwned(key, service));
            service = null;
        }

        var stored = RolloutMapping.StoredHistory(inferenceService.Status);
        var revisions = services.IsServed ? await snapshot.ReadRevisionsAsync(key, stored, cancellationToken) : KnownRevisions.None;
        var spec = new RolloutSpec(inferenceService.Spec?.Predictor?.CanaryTrafficPercent, desired?.TemplateHash ?? "");
        var decision = problem is { Reason: Problem.KnativeNotInstalled }
            ? new RolloutDecision(stored, new() { Traffic = null, AppliesTemplate = false })
            : RolloutDecision.Decide(spec, stored, service is null ? null : RolloutMapping.ToObserved(service), revisions);
        return new()
        {
            InferenceService = inferenceService,
            Desired = problem is null ? desired : null,
            RuntimeName = runtimeName,
            Service = service,
            Decision = decision,
            Revisions = revisions,
            Problem = problem,
        };
    }

    private (DesiredService? Desired, string? RuntimeName, Problem? Problem) Render(InferenceService written)
    {
        if (InferenceServiceValidation.Validate(written) is { Count: > 0 } errors)
        {
            return (null, null, new(Problem.InvalidSpec, string.Join("; ", errors)));
        }

        var inferenceService = InferenceServiceDefaulting.Apply(written);
        SelectedRuntime? runtime = null;
        if (inferenceService.Spec!.Predictor!.Model is not null)
        {
            var selection = RuntimeSelection.Select(inferenceService, [], runtimes.List());
            if (selection.Failure is { } failure)
            {
                return (null, null, new(failure.Reason!, failure.Message!, failure));
            }

            runtime = selection.Runtime;
        }

        try
        {
            var desired = ComponentRenderer.Render(
                inferenceService, ComponentType.Predictor, resource.Group, runtime, InferenceServiceConfig.Default);
            return (desired, runtime?.Name, null);
        }
        catch (RenderingException exception)
        {
            return (null, null, new(Problem.InvalidSpec, exception.Message));
        }
    }

    private static KnativeService? ServiceToWrite(ComponentView view)
    {
        if (view is not { Desired: { } desired, Decision.Plan: { AppliesTemplate: true } plan })
        {
            return null;
        }

        var traffic = plan.Traffic is { } split
            ? RolloutMapping.ToKnative(split.ToTargets(desired.LatestTag))
            : view.Service?.Spec?.Traffic ?? [];
        if (view.Service is { } live)
        {
            return ServiceDrift.Correct(live, desired, traffic);
        }

        return new()
        {
            ApiVersion = KnativeResources.Services.ApiVersion,
            Kind = KnativeResources.Services.Kind,
            Metadata = new()
            {
                Name = desired.Name,
                NamespaceProperty = view.InferenceService.Namespace(),
                Labels = desired.Labels,
                Annotations = desired.Annotations,
                OwnerReferences = [view.InferenceService.MakeOwnerReference()],
            },
            Spec = new() { Template = desired.Template, Traffic = traffic },
        };
    }

    /// <summary>
    /// History first: the new split replaces the status that it was learned from, and after a crash between the two writes nobody could
    /// learn it again.
    /// </summary>
    private async Task<ComponentView> WriteAsync(ComponentView view, CancellationToken cancellationToken)
    {
        if (ServiceToWrite(view) is not { } service)
        {
            return view;
        }

        var stored = RolloutMapping.StoredHistory(view.InferenceService.Status);
        if (stored != view.Decision.History)
        {
            view = view with { InferenceService = await statusWriter.StoreAsync(resource, view, cancellationToken) };
        }

        try
        {
            var written = view.Service is null
                ? await client.CreateAsync(KnativeResources.Services, service, cancellationToken)
                : await client.UpdateAsync(KnativeResources.Services, service, cancellationToken);
            logger.ServiceWritten(
                view.Service is null ? "Created" : "Updated",
                service.Name(),
                view.Decision.Plan.Traffic?.ToString() ?? "unchanged",
                view.Desired!.TemplateHash);
            return view with { Service = written };
        }
        catch (KubernetesException exception) when (exception.IsInvalid)
        {
            logger.ServiceRefused(service.Name(), exception.Message);
            return view with { Problem = new(Problem.ServiceRefused, exception.Message) };
        }
    }

    private static string NotOwned(NamespacedName key, KnativeService service)
    {
        var owner = service.GetController();
        var whose = owner is null ? "nobody's child" : $"owned by {owner.Kind} {owner.Name} ({owner.ApiVersion})";
        return $"The Knative Service {key} exists already and is {whose}. It is left alone: "
            + "delete it, or give this InferenceService another name.";
    }
}
