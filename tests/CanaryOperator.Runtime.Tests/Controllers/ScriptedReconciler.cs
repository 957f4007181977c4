using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;

namespace CanaryOperator.Runtime.Tests.Controllers;

/// <summary>Does what the test says, and remembers what it was asked.</summary>
internal sealed class ScriptedReconciler : IEntityController<V1Lease>
{
    /// <summary><c>name</c> for a reconcile, <c>-name</c> for a deletion.</summary>
    public List<string> Calls { get; } = [];

    public Func<string, CancellationToken, Task<ReconciliationResult>> Answer { get; set; } =
        (_, _) => Task.FromResult(ReconciliationResult.Success());

    public Task<ReconciliationResult> ReconcileAsync(V1Lease entity, CancellationToken cancellationToken) =>
        CallAsync(entity.Name(), cancellationToken);

    public Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken) =>
        CallAsync($"-{key.Name}", cancellationToken);

    private Task<ReconciliationResult> CallAsync(string call, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        return Answer(call, cancellationToken);
    }
}
