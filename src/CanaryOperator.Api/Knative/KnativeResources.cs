using CanaryOperator.Kubernetes;

namespace CanaryOperator.Api.Knative;

/// <summary>Descriptors of Knative Serving's kinds.</summary>
public static class KnativeResources
{
    public static ResourceDescriptor<KnativeService> Services { get; } = new(
        WellKnown.KnativeServingGroup, "v1", "Service", "services", ResourceScope.Namespaced, ApiJsonContext.Default.KnativeService);

    public static ResourceDescriptor<KnativeRevision> Revisions { get; } = new(
        WellKnown.KnativeServingGroup, "v1", "Revision", "revisions", ResourceScope.Namespaced, ApiJsonContext.Default.KnativeRevision);
}
