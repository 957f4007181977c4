using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.Installation;

/// <summary>Descriptors of the kinds that make an API server speak Knative.</summary>
internal static class InstalledResources
{
    public static ResourceDescriptor<RawObject> CustomResourceDefinitions { get; } =
        Of("apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions");

    public static ResourceDescriptor<RawObject> MutatingWebhooks { get; } =
        Of("admissionregistration.k8s.io", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations");

    public static ResourceDescriptor<RawObject> ValidatingWebhooks { get; } =
        Of("admissionregistration.k8s.io", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations");

    /// <summary>Services that need not make sense.</summary>
    public static ResourceDescriptor<RawObject> Probes { get; } =
        Of(KnativeResources.Group, KnativeResources.Services.Kind, KnativeResources.Services.Plural, ResourceScope.Namespaced);

    private static ResourceDescriptor<RawObject> Of(
        string group, string kind, string plural, ResourceScope scope = ResourceScope.Cluster) =>
        new(group, "v1", kind, plural, scope, KnativeJsonContext.Default.RawObject);
}
