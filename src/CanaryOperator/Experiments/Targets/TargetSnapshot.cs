namespace CanaryOperator.Experiments.Targets;

/// <summary>What an Experiment is about, as the cluster has it at one moment.</summary>
/// <param name="Service">Name of the component's Knative Service.</param>
/// <param name="NotReady">Why the InferenceService is not ready in its current generation; null when it is.</param>
internal sealed record TargetSnapshot(string Service, string? NotReady, IReadOnlyList<TargetVersion> Versions);
