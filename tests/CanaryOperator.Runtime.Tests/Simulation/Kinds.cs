using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>Descriptors for tests that never see any JSON.</summary>
internal static class Kinds
{
    public static ResourceDescriptor<V1Lease> Leases { get; } = new(
        "coordination.k8s.io", "v1", "Lease", "leases", ResourceScope.Namespaced, null!);
}
