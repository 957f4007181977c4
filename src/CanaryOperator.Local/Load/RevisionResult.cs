namespace CanaryOperator.Local.Load;

/// <summary>The answers that one revision gave, or had a part in.</summary>
/// <param name="Failed">Answers with an error.</param>
internal sealed record RevisionResult(long Failed, Latencies Latencies)
{
    public long Requests => Latencies.Count;
}
