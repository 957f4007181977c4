namespace CanaryOperator.Runtime.Webhooks;

/// <summary>What was received is no admission review that could be answered.</summary>
/// <param name="code">The HTTP status to answer with.</param>
/// <param name="problem">For whoever sent it.</param>
internal sealed class BadReviewException(int code, string problem) : Exception(problem)
{
    public int Code => code;
}
