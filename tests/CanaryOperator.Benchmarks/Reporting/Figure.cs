namespace CanaryOperator.Benchmarks.Reporting;

/// <summary>A line of the report.</summary>
/// <param name="Name">What was measured, and under which conditions.</param>
/// <param name="Value">With its unit.</param>
/// <param name="Aim">What it should be; null when nothing was promised.</param>
internal sealed record Figure(string Name, string Value, string? Aim = null);
