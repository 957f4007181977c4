using CanaryOperator.Kubernetes;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>Descriptors of InferenceService: one type under the two groups it has had.</summary>
public static class InferenceServiceResources
{
    public static ResourceDescriptor<InferenceService> KServe { get; } = Of(WellKnown.KServeGroup);

    public static ResourceDescriptor<InferenceService> KFServing { get; } = Of(WellKnown.KFServingGroup);

    private static ResourceDescriptor<InferenceService> Of(string group) => new(
        group, "v1beta1", "InferenceService", "inferenceservices", ResourceScope.Namespaced, ApiJsonContext.Default.InferenceService);
}
