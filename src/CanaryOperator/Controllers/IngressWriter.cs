using CanaryOperator.Api.Istio;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Metrics;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Controllers;

/// <summary>Carries out what was planned for the outer route.</summary>
internal sealed class IngressWriter(IKubernetesClient client, OperatorMetrics metrics, ILogger<IngressWriter> logger)
{
    /// <returns>The plan, done; with another condition when the API server did not take an object.</returns>
    public async Task<IngressPlan> WriteAsync(IngressPlan plan, CancellationToken cancellationToken)
    {
        await DeleteAsync(IstioResources.VirtualServices, plan.ObsoleteVirtualService, cancellationToken);
        await DeleteAsync(WellKnownResources.Services, plan.ObsoleteService, cancellationToken);
        var refusal = await SaveAsync(IstioResources.VirtualServices, plan.VirtualService, cancellationToken)
            ?? await SaveAsync(WellKnownResources.Services, plan.Service, cancellationToken);
        return refusal is null ? plan : plan with { Condition = refusal };
    }

    private async Task<V1Condition?> SaveAsync<T>(ResourceDescriptor<T> resource, T? entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (entity is null)
        {
            return null;
        }

        var isNew = entity.ResourceVersion() is null;
        try
        {
            await metrics.CountAsync(resource.QualifiedName, isNew ? "create" : "update", () => isNew
                ? client.CreateAsync(resource, entity, cancellationToken)
                : client.UpdateAsync(resource, entity, cancellationToken));
            logger.RouteWritten(isNew ? "Created" : "Updated", resource.Kind, entity.Name());
            return null;
        }
        catch (KubernetesException exception) when (exception.IsInvalid)
        {
            logger.RouteRefused(resource.Kind, entity.Name(), exception.Message);
            return IngressConditions.Refused(resource.Kind, exception.Message);
        }
    }

    private async Task DeleteAsync<T>(ResourceDescriptor<T> resource, T? entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (entity is not null)
        {
            await metrics.CountAsync(resource.QualifiedName, "delete", async () =>
            {
                await client.DeleteAsync(resource, entity.Name(), entity.Namespace(), new() { Uid = entity.Uid() }, cancellationToken);
                return entity;
            });
            logger.RouteWritten("Deleted", resource.Kind, entity.Name());
        }
    }
}
