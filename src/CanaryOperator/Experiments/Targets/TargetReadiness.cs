namespace CanaryOperator.Experiments.Targets;

/// <param name="Problem">Why the target is not ready; null when it is.</param>
internal sealed record TargetReadiness(string? Problem);
