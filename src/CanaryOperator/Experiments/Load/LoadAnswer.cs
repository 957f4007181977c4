namespace CanaryOperator.Experiments.Load;

/// <summary>What became of a request.</summary>
/// <param name="Error">Null, a status code such as <c>503</c>, <c>timeout</c>, <c>connection</c> or <c>too long</c>.</param>
/// <param name="HasLatency">Somebody had it; one that was refused says nothing about how fast answers are.</param>
internal readonly record struct LoadAnswer(string? Error, bool HasLatency = true);
