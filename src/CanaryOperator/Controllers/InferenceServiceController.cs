using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Status;

namespace CanaryOperator.Controllers;

/// <summary>
/// Keeps the Knative Services and the route of every InferenceService of one API group as they should be, and tells in its status how far
/// that is.
/// One reconcile: look, decide, store what was learned, write the Services that differ, write the status if a person would read it
/// differently.
/// </summary>
internal sealed class InferenceServiceController(
    ResourceDescriptor<InferenceService> resource,
    IKubernetesClient client,
    InferenceServiceReader reader,
    ServiceWriter serviceWriter,
    IngressWriter ingressWriter,
    StatusWriter statusWriter,
    ConfigurationSource configuration) : IEntityController<InferenceService>
{
    /// <summary>Objects of others are not watched, so nobody says when one that is in the way has gone.</summary>
    private static readonly TimeSpan BlockedRetry = TimeSpan.FromMinutes(1);

    public async Task<ReconciliationResult> ReconcileAsync(InferenceService entity, CancellationToken cancellationToken)
    {
        if (entity.IsBeingDeleted() || !configuration.IsUsable)
        {
            return ReconciliationResult.Success();
        }

        var view = await reader.ReadAsync(entity, cancellationToken);
        if (IsOutstanding(view))
        {
            // The cache may lag behind what another leader, or we ourselves, stored a moment ago: a write is decided on the object itself.
            var current = await client.GetAsync(resource, entity.Name(), entity.Namespace(), cancellationToken);
            if (current is null || current.IsBeingDeleted() || current.Uid() != entity.Uid())
            {
                return ReconciliationResult.Success();
            }

            if (current.ResourceVersion() != entity.ResourceVersion())
            {
                view = await reader.ReadAsync(current, cancellationToken);
            }

            view = await WriteAsync(view, cancellationToken);
        }

        var result = await statusWriter.WriteAsync(resource, view, cancellationToken);
        return view.Ingress.IsBlocked && result.RequeueAfter is null ? ReconciliationResult.Success(BlockedRetry) : result;
    }

    public Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        statusWriter.Forget(resource, key);
        return Task.FromResult(ReconciliationResult.Success());
    }

    private static bool IsOutstanding(InferenceServiceView view) =>
        view.Ingress.IsOutstanding
        || view.Leftovers.Count > 0
        || view.Components.Any(component => ServiceWriter.Outstanding(view.InferenceService, component) is not null);

    /// <summary>
    /// History first: the new split replaces the status that it was learned from, and after a crash between the two writes nobody could
    /// learn it again.
    /// </summary>
    private async Task<InferenceServiceView> WriteAsync(InferenceServiceView view, CancellationToken cancellationToken)
    {
        if (IsOutstanding(view) && view.Components.Any(component => component.StoredHistory != component.Decision.History))
        {
            view = view with { InferenceService = await statusWriter.StoreAsync(resource, view, cancellationToken) };
        }

        List<ComponentView> written = [];
        foreach (var component in view.Components)
        {
            written.Add(await serviceWriter.WriteAsync(view.InferenceService, component, cancellationToken));
        }

        foreach (var leftover in view.Leftovers)
        {
            await serviceWriter.DeleteAsync(leftover, cancellationToken);
        }

        return view with { Components = written, Ingress = await ingressWriter.WriteAsync(view.Ingress, cancellationToken) };
    }
}
