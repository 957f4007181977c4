using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Status;

namespace CanaryOperator.Experiments;

/// <summary>Writes statuses that differ from the stored ones, each by one request, and tells what changed.</summary>
internal sealed class ExperimentStatusWriter(IKubernetesClient client, ExperimentEvents events, TimeProvider clock)
{
    private readonly ReplacedVersions<NamespacedName> _replaced = new();

    /// <summary>The cache has not seen our last write: a loop that is due by it may be recorded already.</summary>
    public bool IsOutdated(Experiment experiment) =>
        _replaced.Contains(NamespacedName.Of(experiment.Metadata), experiment);

    public void Forget(NamespacedName key) => _replaced.Forget(key);

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

        var patch = StatusPatch.Replace(experiment, wanted, ApiJsonContext.Default.ExperimentStatus);
        var stored = await client.PatchAsync(
            ExperimentResources.Experiments, patch, experiment.Name(), experiment.Namespace(), "status", cancellationToken);
        _replaced.Add(NamespacedName.Of(experiment.Metadata), experiment, stored);
        events.Publish(experiment, experiment.Status, wanted);
    }
}
