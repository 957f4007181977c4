using System.Net;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Tests.LeaderElection;

/// <summary>One lease, with the API server's rules for writing it.</summary>
internal sealed class LeaseStore
{
    private int _version;

    public V1Lease? Current { get; private set; }

    public V1LeaseSpec Spec => Current!.Spec!;

    public V1Lease Create(V1Lease lease)
    {
        if (Current is not null)
        {
            throw Refusal(HttpStatusCode.Conflict, "AlreadyExists");
        }

        return Store(lease);
    }

    public V1Lease Update(V1Lease lease)
    {
        if (Current is null)
        {
            throw Refusal(HttpStatusCode.NotFound, "NotFound");
        }

        if (lease.Metadata.ResourceVersion != Current.Metadata.ResourceVersion)
        {
            throw Refusal(HttpStatusCode.Conflict, "Conflict");
        }

        return Store(lease);
    }

    /// <summary>Somebody else changes something that is none of an elector's business.</summary>
    public void Label(string value)
    {
        if (Current is not null)
        {
            Store(Current with { Metadata = Current.Metadata with { Labels = new Dictionary<string, string> { ["note"] = value } } });
        }
    }

    public void Put(V1LeaseSpec spec) => Store(new V1Lease { Metadata = new V1ObjectMeta { Name = "lease" }, Spec = spec });

    public void Delete() => Current = null;

    private static KubernetesException Refusal(HttpStatusCode code, string reason) =>
        new($"lease: {reason}", code, new V1Status { Reason = reason }, null);

    private V1Lease Store(V1Lease lease)
    {
        _version++;
        Current = lease with { Metadata = lease.Metadata with { ResourceVersion = $"{_version}" } };
        return Current;
    }
}
