using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Ingress;

/// <summary>Makes the Service that lets pods find the InferenceService by its name: an alias of the local gateway.</summary>
internal static class ExternalNameRenderer
{
    public const string ExternalName = "ExternalName";

    public static V1Service Render(InferenceService inferenceService, IngressConfig config) => new()
    {
        ApiVersion = WellKnownResources.Services.ApiVersion,
        Kind = WellKnownResources.Services.Kind,
        Metadata = ChildMetadata.Of(inferenceService),
        Spec = new() { Type = ExternalName, ExternalName = config.LocalGatewayService, SessionAffinity = "None" },
    };
}
