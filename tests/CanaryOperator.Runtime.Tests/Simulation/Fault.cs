namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>What goes wrong with one answer: it is late, or fails, or both.</summary>
internal sealed record Fault(TimeSpan? Delay, Exception? Failure);
