using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes;

/// <summary>Descriptors of built-in kinds.</summary>
public static class WellKnownResources
{
    public static ResourceDescriptor<V1Lease> Leases { get; } = new(
        "coordination.k8s.io", "v1", "Lease", "leases", ResourceScope.Namespaced, KubernetesJsonContext.Default.V1Lease);

    public static ResourceDescriptor<Eventsv1Event> Events { get; } = new(
        "events.k8s.io", "v1", "Event", "events", ResourceScope.Namespaced, KubernetesJsonContext.Default.Eventsv1Event);

    public static ResourceDescriptor<V1Pod> Pods { get; } = new(
        "", "v1", "Pod", "pods", ResourceScope.Namespaced, KubernetesJsonContext.Default.V1Pod);
}
