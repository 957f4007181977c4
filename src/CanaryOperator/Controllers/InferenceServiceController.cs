using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Status;

namespace CanaryOperator.Controllers;

/// <summary>
/// Keeps the Knative Services of every InferenceService of one API group as they should be, and tells in its status how far that is.
/// One reconcile: look, decide, store what was learned, write the Services that differ, write the status if a person would read it
/// differently.
/// </summary>
internal sealed class InferenceServiceController(
    ResourceDescriptor<InferenceService> resource,
    IKubernetesClient client,
    InferenceServiceReader reader,
    ServiceWriter serviceWriter,
    StatusWriter statusWriter) : IEntityController<InferenceService>
{
    public async Task<ReconciliationResult> ReconcileAsync(InferenceService entity, CancellationToken cancellationToken)
    {
        if (entity.IsBeingDeleted())
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

        return await statusWriter.WriteAsync(resource, view, cancellationToken);
    }

    public Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        statusWriter.Forget(resource, key);
        return Task.FromResult(ReconciliationResult.Success());
    }

    private static bool IsOutstanding(InferenceServiceView view) =>
        view.Leftovers.Count > 0 || view.Components.Any(component => ServiceWriter.Outstanding(view.InferenceService, component) is not null);

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

        return view with { Components = written };
    }
}
