namespace CanaryOperator.Runtime.Controllers;

/// <summary>How a reconcile ended, as the label <c>result</c> of the metrics.</summary>
internal static class ReconcileOutcome
{
    public const string Success = "success";

    public const string Error = "error";

    /// <summary>Soon again, with backoff, though nothing is wrong.</summary>
    public const string Requeue = "requeue";

    public const string RequeueAfter = "requeue_after";

    public static IReadOnlyList<string> All { get; } = [Success, Error, Requeue, RequeueAfter];
}
