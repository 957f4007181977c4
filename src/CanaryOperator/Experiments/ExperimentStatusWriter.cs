using System.Collections.Concurrent;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;

namespace CanaryOperator.Experiments;

/// <summary>Writes statuses that differ from the stored ones, each by one request, and tells what changed.</summary>
internal sealed class ExperimentStatusWriter(IKubernetesClient client, ExperimentEvents events, TimeProvider clock)
{
    /// <summary>Versions that our own last write replaced: the cache may show them for a moment longer.</summary>
    private readonly ConcurrentDictionary<NamespacedName, string> _replaced = new();

    /// <summary>The cache has not seen our last write: a loop that is due by it may be recorded already.</summary>
    public bool IsOutdated(Experiment experiment) =>
        _replaced.TryGetValue(NamespacedName.Of(experiment.Metadata), out var version) && version == experiment.ResourceVersion();

    public void Forget(NamespacedName key) => _replaced.TryRemove(key, out _);

    /// <inheritdoc cref="ExperimentConditions.WithConditions"/>
    public async Task WriteAsync(
        Experiment experiment,
        ExperimentStatus status,
        string? completed,
        TargetReadiness? target,
        string? invalid,
        CancellationToken cancellationToken)
    {
        var wanted = (status with { ObservedGeneration = experiment.Generation() })
            .WithConditions(completed, target, invalid, clock.GetUtcNow());
        if (ExperimentStatusComparison.AreSame(experiment.Status, wanted))
        {
            return;
        }

        // With the version that it was computed from: what somebody else wrote meanwhile makes it a conflict.
        using var patch = new JsonPatchWriter();
        patch.Replace("/metadata/resourceVersion", experiment.ResourceVersion()!, ApiJsonContext.Default.String);
        patch.Add("/status", wanted, ApiJsonContext.Default.ExperimentStatus);
        var stored = await client.PatchAsync(
            ExperimentResources.Experiments, patch.Complete(), experiment.Name(), experiment.Namespace(), "status", cancellationToken);
        if (stored.ResourceVersion() != experiment.ResourceVersion())
        {
            _replaced[NamespacedName.Of(experiment.Metadata)] = experiment.ResourceVersion()!;
        }

        events.Publish(experiment, experiment.Status, wanted);
    }
}
