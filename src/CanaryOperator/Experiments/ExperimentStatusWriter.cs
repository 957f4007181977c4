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

        var newest = experiment;
        Experiment stored;
        try
        {
            stored = await PatchAsync(newest, wanted, cancellationToken);
        }
        catch (KubernetesException conflict) when (conflict.IsConflict)
        {
            if (await RereadAsync(experiment, cancellationToken) is not { } reread)
            {
                throw;
            }

            newest = reread;
            stored = await PatchAsync(newest, wanted with { Notifications = newest.Status?.Notifications }, cancellationToken);
        }

        _replaced.Add(NamespacedName.Of(experiment.Metadata), stored, experiment, newest);
        events.Publish(experiment, experiment.Status, wanted);
    }

    private Task<Experiment> PatchAsync(Experiment computedFrom, ExperimentStatus status, CancellationToken cancellationToken) =>
        client.PatchAsync(
            ExperimentResources.Experiments,
            StatusPatch.Replace(computedFrom, status, ApiJsonContext.Default.ExperimentStatus),
            computedFrom.Name(),
            computedFrom.Namespace(),
            "status",
            cancellationToken);

    /// <summary>
    /// The Experiment as it is stored, when nothing changed in it but what receivers were told: a loop that was measured meanwhile need not
    /// be measured again. Otherwise null. By a list, because the operator has no other right.
    /// </summary>
    private async Task<Experiment?> RereadAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        var found = await client.ListAsync(
            ExperimentResources.Experiments,
            new() { Namespace = experiment.Namespace(), FieldSelector = $"metadata.name={experiment.Name()}" },
            cancellationToken);
        return found.Items.FirstOrDefault(stored => stored.Uid() == experiment.Uid()
            && stored.Generation() == experiment.Generation()
            && ExperimentStatusComparison.AreSame(
                (stored.Status ?? new()) with { Notifications = null }, (experiment.Status ?? new()) with { Notifications = null }));
    }
}
