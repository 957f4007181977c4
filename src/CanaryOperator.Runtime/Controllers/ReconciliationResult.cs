namespace CanaryOperator.Runtime.Controllers;

/// <summary>How a reconcile ended when it did not throw.</summary>
/// <param name="RequeueAfter">Look again after this long; null to wait for the next change.</param>
public readonly record struct ReconciliationResult(TimeSpan? RequeueAfter)
{
    public static ReconciliationResult Success() => new(null);

    public static ReconciliationResult Success(TimeSpan requeueAfter) => new(requeueAfter);
}
