namespace CanaryOperator.Core.Analysis;

/// <summary>Limits that every version has to keep; reaching a limit is keeping it.</summary>
/// <param name="Metric"><c>SOURCE/METRIC</c>.</param>
/// <param name="Upper">The value may be at most this; null for no such limit.</param>
/// <param name="Lower">The value must be at least this; null for no such limit.</param>
/// <param name="Units">Of the metric, as in <c>ms</c>; null for a plain number.</param>
public sealed record Objective(string Metric, double? Upper, double? Lower, string? Units);
