using CanaryOperator.Kubernetes;

namespace CanaryOperator.Api.Istio;

/// <summary>Descriptors of Istio's kinds.</summary>
public static class IstioResources
{
    public static ResourceDescriptor<VirtualService> VirtualServices { get; } = new(
        WellKnown.IstioNetworkingGroup,
        "v1beta1",
        "VirtualService",
        "virtualservices",
        ResourceScope.Namespaced,
        ApiJsonContext.Default.VirtualService);
}
