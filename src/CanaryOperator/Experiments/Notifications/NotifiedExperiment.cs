using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>Whom a notification is about.</summary>
internal sealed record NotifiedExperiment
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary>No further loop will come.</summary>
    public required bool Completed { get; init; }

    public static NotifiedExperiment Of(Experiment experiment) => new()
    {
        Namespace = experiment.Namespace(),
        Name = experiment.Name(),
        Uid = experiment.Uid() ?? "",
        Completed = ExperimentConditions.IsCompleted(experiment.Status),
    };
}
