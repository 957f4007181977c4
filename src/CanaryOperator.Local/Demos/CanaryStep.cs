namespace CanaryOperator.Local.Demos;

/// <summary>A file to apply, and what it leads to.</summary>
internal sealed record CanaryStep(string Story, string File, ExpectedRow Row, ExpectedPods Pods);
