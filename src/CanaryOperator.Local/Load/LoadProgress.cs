namespace CanaryOperator.Local.Load;

/// <param name="Elapsed">Since the first request was due.</param>
/// <param name="Requests">Those that were answered, or failed.</param>
/// <param name="Failed">Those of them that failed.</param>
internal readonly record struct LoadProgress(TimeSpan Elapsed, long Requests, long Failed);
