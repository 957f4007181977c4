using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Tests.Simulation;

namespace CanaryOperator.Runtime.Tests.Controllers;

/// <summary>Takes its time, fails by chance, and notes what it saw last of every object and whether it ever had one twice.</summary>
internal sealed class FlakyReconciler(Random random, TimeProvider clock) : IEntityController<V1Lease>
{
    private readonly HashSet<NamespacedName> _busy = [];

    public bool Healthy { get; set; }

    public int Calls { get; private set; }

    public List<string> Violations { get; } = [];

    /// <summary>The version that the last successful reconcile of each existing object had in hand.</summary>
    public Dictionary<NamespacedName, string?> Seen { get; } = [];

    public async Task<ReconciliationResult> ReconcileAsync(V1Lease entity, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(entity.Metadata);
        return await AloneAsync(key, () => Seen[key] = entity.ResourceVersion(), cancellationToken);
    }

    public async Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken) =>
        await AloneAsync(key, () => Seen.Remove(key), cancellationToken);

    private async Task<ReconciliationResult> AloneAsync(NamespacedName key, Action succeed, CancellationToken cancellationToken)
    {
        Calls++;
        if (!_busy.Add(key))
        {
            Violations.Add($"{key} is with two workers");
        }

        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), clock, cancellationToken);
            var fate = Healthy ? 1 : random.NextDouble();
            if (fate < 0.2)
            {
                throw fate < 0.1 ? Failures.Conflict() : new InvalidOperationException("bad luck");
            }

            succeed();
            return fate < 0.4 ? ReconciliationResult.Success(TimeSpan.FromSeconds(random.Next(20))) : ReconciliationResult.Success();
        }
        finally
        {
            _busy.Remove(key);
        }
    }
}
