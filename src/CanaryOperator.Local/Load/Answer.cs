namespace CanaryOperator.Local.Load;

/// <summary>What became of one request.</summary>
/// <param name="Error">As in <see cref="LoadResult.Errors"/>; null when it was answered as it should be.</param>
/// <param name="Revisions">That had a part in the answer, the predictor's first; empty when it does not say.</param>
internal sealed record Answer(string? Error, IReadOnlyList<string> Revisions);
