using System.Collections.Concurrent;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Queues;

namespace CanaryOperator.Local.Serving.Pods.Kubelet;

/// <summary>
/// Stands in for the kubelet of the one node: brings pods up, runs a model server in the place of their containers, and ends them.
/// </summary>
/// <param name="queue">Of the controller that calls it: a pod comes back there when its server has stopped.</param>
internal sealed class PodKubelet(
    IKubernetesClient client, PodsOptions options, IWorkQueue<NamespacedName> queue, TimeProvider clock)
    : IEntityController<Pod>, IAsyncDisposable
{
    /// <summary>A pod that is bound to a node is deleted gracefully.</summary>
    public const string NodeName = "local";

    private readonly ConcurrentDictionary<NamespacedName, RunningPod> _pods = new();

    public async Task<ReconciliationResult> ReconcileAsync(Pod entity, CancellationToken cancellationToken)
    {
        if (entity.Spec.NodeName != NodeName)
        {
            return ReconciliationResult.Success();
        }

        var pod = _pods.GetOrAdd(NamespacedName.Of(entity.Metadata), _ => new(PodLife.Of(entity, clock.GetUtcNow()), entity.Status));
        var next = entity.IsBeingDeleted() ? EndAsync(entity, pod, cancellationToken) : RunAsync(entity, pod, cancellationToken);
        return new(await next);
    }

    /// <summary>By force, or in the end.</summary>
    public async Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        if (_pods.TryRemove(key, out var pod))
        {
            await pod.CrashAsync();
        }

        return ReconciliationResult.Success();
    }

    /// <summary>The containers end with us. Pods stay as they are; who runs them next starts their containers again.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods.Values)
        {
            await pod.CrashAsync();
        }
    }

    private async Task<TimeSpan?> RunAsync(Pod entity, RunningPod pod, CancellationToken cancellationToken)
    {
        var behavior = PodServer.BehaviorOf(entity);
        var rules = new PodLifeRules(options, behavior, fetches: entity.Spec.InitContainers.Count > 0);
        pod.Life = rules.Advance(pod.Life, clock.GetUtcNow());
        if (pod.Life.NeedsServer && behavior.LoadFailure is null)
        {
            pod.Server ??= await options.Servers.StartAsync(PodServer.OptionsOf(entity, behavior, options), cancellationToken);
            await AnnounceAsync(entity, pod, pod.Server, cancellationToken);
        }
        else
        {
            await pod.CrashAsync();
        }

        await WriteStatusAsync(entity, pod, rules.RestartDelay(pod.Life), cancellationToken);
        return rules.TimeLeft(pod.Life, clock.GetUtcNow());
    }

    private async Task<TimeSpan?> EndAsync(Pod entity, RunningPod pod, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (pod.Life.Stage == PodStage.Ready)
        {
            pod.Life = pod.Life with { Stage = PodStage.Draining, Since = now };
        }

        if (pod.Life.Stage == PodStage.Draining)
        {
            await WriteStatusAsync(entity, pod, TimeSpan.Zero, cancellationToken);
            var left = pod.Life.Since + options.DrainTime - now;
            if (left > TimeSpan.Zero)
            {
                return left;
            }
        }

        if (pod.Server is { } server)
        {
            if (pod.Stopping is null)
            {
                // No worker waits for it: there are others to look after. However it ends, the pod is deleted then.
                var key = NamespacedName.Of(entity.Metadata);
                pod.Stopping = StopAsync(server, patience: entity.Metadata.DeletionTimestamp!.Value - now);
                _ = pod.Stopping.ContinueWith(_ => queue.Add(key), TaskScheduler.Default);
            }

            if (!pod.Stopping.IsCompleted)
            {
                return null;
            }

            await pod.CrashAsync();
        }

        var thisOneNow = new DeleteOptions { Uid = entity.Uid(), GracePeriodSeconds = 0 };
        await client.DeleteAsync(PodResources.Pods, entity.Name(), entity.Namespace(), thisOneNow, cancellationToken);
        return null;
    }

    private async Task StopAsync(IModelServer server, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, clock);
        await server.StopAsync(limit.Token);
    }

    /// <summary>Before the pod is ready: then others begin to look for its address.</summary>
    private async Task AnnounceAsync(Pod entity, RunningPod pod, IModelServer server, CancellationToken cancellationToken)
    {
        if (pod.Announced != server)
        {
            var annotations = new Dictionary<string, string>
            {
                [PodAnnotations.Address] = server.Address, [PodAnnotations.MetricsAddress] = server.MetricsAddress,
            };
            var metadata = new V1ObjectMeta { Uid = entity.Uid(), Annotations = annotations };
            await PatchAsync(entity, new() { Metadata = metadata }, subresource: null, cancellationToken);
            pod.Announced = server;
        }
    }

    private async Task WriteStatusAsync(Pod entity, RunningPod pod, TimeSpan restartDelay, CancellationToken cancellationToken)
    {
        var status = PodStatusRules.Of(entity with { Status = pod.Status }, pod.Life, restartDelay, clock.GetUtcNow());
        if (!status.IsSameAs(pod.Status))
        {
            await PatchAsync(entity, new() { Metadata = new() { Uid = entity.Uid() }, Status = status }, "status", cancellationToken);
            pod.Status = status;
        }
    }

    private Task<Pod> PatchAsync(Pod entity, PodPatch patch, string? subresource, CancellationToken cancellationToken) =>
        client.PatchAsync(PodResources.Pods, patch.ToPatch(), entity.Name(), entity.Namespace(), subresource, cancellationToken);
}
