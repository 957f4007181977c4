namespace CanaryOperator.Local.Demos;

/// <summary>The cluster did not show what the tutorial promises.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
