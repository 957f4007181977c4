using CanaryOperator.Api;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Knative.StateMachine;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Knative;

/// <summary>
/// Runs the state machine against the API server. It reads afresh instead of from a cache: the order of the states that a watcher sees is
/// the point of it, and a stale read would break that. What it knows is in the API server.
/// </summary>
internal sealed class KnativeController(
    IKubernetesClient client, IRevisionHealthSource health, TimeProvider timeProvider, ILogger<KnativeController> logger)
    : IEntityController<KnativeObject>
{
    /// <summary>The Service that a Revision or a pod belongs to.</summary>
    public static IEnumerable<NamespacedName> ServiceOf(IKubernetesObject<V1ObjectMeta> child) =>
        child.GetLabel(WellKnown.KnativeServiceLabel) is { } service ? [new(child.Namespace(), service)] : [];

    public Task<ReconciliationResult> ReconcileAsync(KnativeObject entity, CancellationToken cancellationToken) =>
        ReconcileAsync(NamespacedName.Of(entity.Metadata), cancellationToken);

    public Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken) =>
        ReconcileAsync(key, cancellationToken);

    private async Task<ReconciliationResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        TimeSpan? changesAfter = null;
        var world = await ReadAsync(key, cancellationToken);
        while (KnativeStateMachine.Next(world, HealthOf, timeProvider.GetUtcNow()) is { } write)
        {
            Log.Writing(logger, write.Verb, write.Resource.Kind, key);
            world = world.After(write, await ApplyAsync(write, cancellationToken));
            changesAfter = null;
        }

        return new ReconciliationResult(changesAfter);

        RevisionHealth HealthOf(KnativeObject revision)
        {
            var found = health.Of(revision);
            changesAfter = changesAfter < found.ChangesAfter ? changesAfter : found.ChangesAfter ?? changesAfter;
            return found;
        }
    }

    private async Task<KnativeWorld> ReadAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var revisions = await client.ListAsync(
            KnativeResources.Revisions,
            new ListOptions { Namespace = key.Namespace, LabelSelector = $"{WellKnown.KnativeServiceLabel}={key.Name}" },
            cancellationToken);
        return new KnativeWorld(
            await client.GetAsync(KnativeResources.Services, key.Name, key.Namespace, cancellationToken),
            await client.GetAsync(KnativeResources.Configurations, key.Name, key.Namespace, cancellationToken),
            await client.GetAsync(KnativeResources.Routes, key.Name, key.Namespace, cancellationToken),
            revisions.Items);
    }

    private async Task<KnativeObject?> ApplyAsync(KnativeWrite write, CancellationToken cancellationToken)
    {
        switch (write.Verb)
        {
            case WriteVerb.Create:
                return await client.CreateAsync(write.Resource, write.Object, cancellationToken);
            case WriteVerb.Update:
                return await client.UpdateAsync(write.Resource, write.Object, cancellationToken);
            case WriteVerb.UpdateStatus:
                return await client.UpdateStatusAsync(write.Resource, write.Object, cancellationToken);
            default:
                var thisOne = new DeleteOptions { Uid = write.Object.Uid() };
                await client.DeleteAsync(write.Resource, write.Object.Name(), write.Object.Namespace(), thisOne, cancellationToken);
                return null;
        }
    }
}
