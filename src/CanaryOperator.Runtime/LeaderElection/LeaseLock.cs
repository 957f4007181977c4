using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.LeaderElection;

/// <summary>The Lease object that candidates compete for, and the name under which this process does.</summary>
/// <param name="identity">Unique to the process, see <see cref="NewIdentity"/>: two holders of one identity would both lead.</param>
public sealed class LeaseLock(IKubernetesClient client, string @namespace, string name, string identity)
{
    public string Name => name;

    public string Identity => identity;

    /// <summary>Host name and a random part: the host name alone may come back with another process.</summary>
    public static string NewIdentity() => $"{Environment.MachineName}_{Guid.NewGuid()}";

    public override string ToString() => $"{@namespace}/{name}";

    internal Task<V1Lease?> GetAsync(CancellationToken cancellationToken) =>
        client.GetAsync(WellKnownResources.Leases, name, @namespace, cancellationToken);

    internal Task<V1Lease> CreateAsync(V1LeaseSpec spec, CancellationToken cancellationToken)
    {
        var lease = new V1Lease
        {
            ApiVersion = WellKnownResources.Leases.ApiVersion,
            Kind = WellKnownResources.Leases.Kind,
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
            Spec = spec,
        };
        return client.CreateAsync(WellKnownResources.Leases, lease, cancellationToken);
    }

    /// <summary>Fails with a conflict if anybody wrote the lease since it was read.</summary>
    internal Task<V1Lease> UpdateAsync(V1Lease lease, CancellationToken cancellationToken) =>
        client.UpdateAsync(WellKnownResources.Leases, lease, cancellationToken);
}
