namespace CanaryOperator.Local.Serving.ModelServers.Metrics;

/// <summary>How long the answers with one status code took.</summary>
/// <param name="Counts">By bucket, not cumulative; the last is for what is above all bounds.</param>
/// <param name="Sum">Of all latencies, in the unit of the bounds.</param>
internal sealed record AnswerLatencies(int StatusCode, IReadOnlyList<long> Counts, double Sum);
