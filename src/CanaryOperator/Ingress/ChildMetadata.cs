using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;

namespace CanaryOperator.Ingress;

/// <summary>Metadata of the objects of the outer route. Both are called like their InferenceService.</summary>
internal static class ChildMetadata
{
    /// <summary>With the labels and annotations of the InferenceService that may reach children.</summary>
    public static V1ObjectMeta Of(InferenceService inferenceService, ServiceDefaultsConfig config) =>
        Of(inferenceService, PropagatedMetadata.Labels(inferenceService.Metadata, config)) with
        {
            Annotations = PropagatedMetadata.Annotations(inferenceService.Metadata, config),
        };

    /// <summary>With no more than what tells whose they are.</summary>
    public static V1ObjectMeta Of(InferenceService inferenceService) =>
        Of(inferenceService, new SortedDictionary<string, string>(StringComparer.Ordinal));

    private static V1ObjectMeta Of(InferenceService inferenceService, SortedDictionary<string, string> labels)
    {
        labels[WellKnown.ManagedByLabel] = WellKnown.ManagedByUs;
        labels[WellKnown.InferenceServiceLabel(inferenceService.ApiVersion!.Split('/')[0])] = inferenceService.Name();
        return new()
        {
            Name = inferenceService.Name(),
            NamespaceProperty = inferenceService.Namespace(),
            Labels = labels,
            OwnerReferences = [inferenceService.MakeOwnerReference()],
        };
    }
}
