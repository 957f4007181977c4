using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Tests.LeaderElection;

namespace CanaryOperator.Runtime.Tests.Hosting;

/// <summary>Serves the lease and takes events, and writes down what matters.</summary>
internal sealed class JournalingClient(LeaseStore store, Journal journal) : UnsupportedKubernetesClient
{
    private readonly Lock _gate = new();

    public override Task<T?> GetAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class => Task.FromResult((T?)(object?)store.Current);

    public override Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
    {
        if (entity is V1Lease lease)
        {
            return Write<T>(() => store.Create(lease));
        }

        journal.Add("event written");
        return Task.FromResult(entity);
    }

    public override Task<T> UpdateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
    {
        var lease = (V1Lease)(object)entity;
        if (lease.Spec!.HolderIdentity == "")
        {
            journal.Add("lease released");
        }

        return Write<T>(() => store.Update(lease));
    }

    private Task<T> Write<T>(Func<V1Lease> write)
    {
        lock (_gate)
        {
            try
            {
                return Task.FromResult((T)(object)write());
            }
            catch (KubernetesException exception)
            {
                return Task.FromException<T>(exception);
            }
        }
    }
}
