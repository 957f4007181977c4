using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Load;

/// <summary>A loop of an Experiment as somebody wrote it: what changes it makes it another one.</summary>
internal readonly record struct LoopKey(string? Uid, long? Generation, long Loops)
{
    public static LoopKey Of(Experiment experiment) =>
        new(experiment.Metadata.Uid, experiment.Generation(), experiment.Status?.Loops ?? 0);
}
