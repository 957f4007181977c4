using System.Collections.Concurrent;
using CanaryOperator.Api;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>Gives every Revision the pods that it should have: Knative's autoscaler and Kubernetes' Deployment in one.</summary>
/// <param name="random">For names; used by one worker alone.</param>
internal sealed class RevisionScaler(
    IKubernetesClient client,
    PodsOptions options,
    RevisionIndex index,
    TimeProvider clock,
    Random random,
    ILogger<RevisionScaler> logger) : IEntityController<KnativeObject>
{
    private readonly ConcurrentDictionary<NamespacedName, (string? Uid, RevisionRole Role, long Since)> _roles = new();

    public async Task<ReconciliationResult> ReconcileAsync(KnativeObject entity, CancellationToken cancellationToken)
    {
        if (entity.IsBeingDeleted())
        {
            return ReconciliationResult.Success();
        }

        var key = NamespacedName.Of(entity.Metadata);
        var pods = index.PodsOf(key);
        var decision = Decide(entity, key, pods);
        if (!ScalePlan.Between(pods, entity.Uid(), decision.Pods).IsEmpty)
        {
            // The cache may not know yet what was written last time.
            var plan = ScalePlan.Between(await ReadAsync(key, cancellationToken), entity.Uid(), decision.Pods);
            await CarryOutAsync(plan, entity, cancellationToken);
        }

        return new(decision.ChangesAfter);
    }

    /// <summary>Where no garbage collector runs, nobody else would delete its pods.</summary>
    public async Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        options.Demand.Forget(key);
        _roles.TryRemove(key, out _);
        await DeleteAsync(ScalePlan.Between(index.PodsOf(key), revisionUid: null, wanted: 0).Delete, cancellationToken);
        return ReconciliationResult.Success();
    }

    private ScaleDecision Decide(KnativeObject revision, NamespacedName key, IReadOnlyList<Pod> pods)
    {
        var role = ScaleRules.RoleOf(revision, index.IsNewest(revision));
        var known = _roles.GetValueOrDefault(key);
        if (known.Uid != revision.Uid() || known.Role != role)
        {
            _roles[key] = known = (revision.Uid(), role, clock.GetTimestamp());
        }

        var current = pods.Count(pod => !pod.IsBeingDeleted() && pod.GetController()?.Uid == revision.Uid());
        var inRole = clock.GetElapsedTime(known.Since);
        var scale = RevisionScale.Of(revision.Metadata.Annotations);
        return ScaleRules.Decide(role, scale, current, inRole, options.Demand.SinceAsked(key), options);
    }

    private async Task<IReadOnlyList<Pod>> ReadAsync(NamespacedName revision, CancellationToken cancellationToken)
    {
        var selector = $"{WellKnown.KnativeRevisionLabel}={revision.Name}";
        var ofRevision = new ListOptions { Namespace = revision.Namespace, LabelSelector = selector };
        var found = await client.ListAsync(PodResources.Pods, ofRevision, cancellationToken);
        return [.. found.Items.Where(pod => RevisionIndex.RevisionOf(pod) == revision)];
    }

    private async Task CarryOutAsync(ScalePlan plan, KnativeObject revision, CancellationToken cancellationToken)
    {
        if (plan.IsEmpty)
        {
            return;
        }

        Log.Scaling(logger, NamespacedName.Of(revision.Metadata), plan.Create, plan.Delete.Count);
        for (var i = 0; i < plan.Create; i++)
        {
            var name = PodNames.Create(revision.Name(), random);
            await client.CreateAsync(PodResources.NewPods, PodTemplate.Pod(revision, name), cancellationToken);
        }

        await DeleteAsync(plan.Delete, cancellationToken);
    }

    private async Task DeleteAsync(IReadOnlyList<Pod> pods, CancellationToken cancellationToken)
    {
        foreach (var pod in pods)
        {
            var thisOne = new DeleteOptions { Uid = pod.Uid() };
            await client.DeleteAsync(PodResources.Pods, pod.Name(), pod.Namespace(), thisOne, cancellationToken);
        }
    }
}
