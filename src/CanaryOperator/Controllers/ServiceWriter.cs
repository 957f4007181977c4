using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Mapping;
using CanaryOperator.Metrics;
using CanaryOperator.Rendering;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Controllers;

/// <summary>Writes the Knative Services of an InferenceService.</summary>
internal sealed class ServiceWriter(IKubernetesClient client, OperatorMetrics metrics, ILogger<ServiceWriter> logger)
{
    /// <summary>The component's Service as it is to be written; null when it is fine, or not to be touched.</summary>
    public static KnativeService? Outstanding(InferenceService owner, ComponentView view)
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
            var corrected = ServiceDrift.Correct(live, desired, traffic);
            if (live.IsOwnedBy(owner))
            {
                return corrected;
            }

            var adopted = corrected ?? live;
            return adopted with { Metadata = adopted.Metadata.AdoptedBy(owner) };
        }

        return new()
        {
            ApiVersion = KnativeResources.Services.ApiVersion,
            Kind = KnativeResources.Services.Kind,
            Metadata = new()
            {
                Name = desired.Name,
                NamespaceProperty = owner.Namespace(),
                Labels = desired.Labels,
                Annotations = desired.Annotations,
                OwnerReferences = [owner.MakeOwnerReference()],
            },
            Spec = new() { Template = desired.Template, Traffic = traffic },
        };
    }

    /// <summary>Writes the Service if it is outstanding, and returns what is known of the component then.</summary>
    public async Task<ComponentView> WriteAsync(InferenceService owner, ComponentView view, CancellationToken cancellationToken)
    {
        if (Outstanding(owner, view) is not { } service)
        {
            return view;
        }

        var isNew = view.Service is null;
        try
        {
            var written = isNew
                ? await CountAsync("create", () => client.CreateAsync(KnativeResources.Services, service, cancellationToken))
                : await CountAsync("update", () => client.UpdateAsync(KnativeResources.Services, service, cancellationToken));
            logger.ServiceWritten(
                isNew ? "Created" : "Updated",
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

    /// <summary>Deletes this very Service, not one that took its name since.</summary>
    public async Task DeleteAsync(KnativeService service, CancellationToken cancellationToken)
    {
        var options = new DeleteOptions { Uid = service.Uid() };
        await CountAsync("delete", async () =>
        {
            await client.DeleteAsync(KnativeResources.Services, service.Name(), service.Namespace(), options, cancellationToken);
            return service;
        });
        logger.ServiceDeleted(service.Name());
    }

    private Task<KnativeService> CountAsync(string verb, Func<Task<KnativeService>> write) =>
        metrics.CountAsync(KnativeResources.Services.QualifiedName, verb, write);
}
