using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes;

/// <summary>Descriptors of the built-in kinds that this project knows.</summary>
public static class WellKnownResources
{
    public static ResourceDescriptor<V1Lease> Leases { get; } = new(
        "coordination.k8s.io", "v1", "Lease", "leases", ResourceScope.Namespaced, KubernetesJsonContext.Default.V1Lease);

    public static ResourceDescriptor<Eventsv1Event> Events { get; } = new(
        "events.k8s.io", "v1", "Event", "events", ResourceScope.Namespaced, KubernetesJsonContext.Default.Eventsv1Event);

    public static ResourceDescriptor<V1Pod> Pods { get; } = new(
        "", "v1", "Pod", "pods", ResourceScope.Namespaced, KubernetesJsonContext.Default.V1Pod);

    public static ResourceDescriptor<V1ServiceAccount> ServiceAccounts { get; } = new(
        "", "v1", "ServiceAccount", "serviceaccounts", ResourceScope.Namespaced, KubernetesJsonContext.Default.V1ServiceAccount);

    public static ResourceDescriptor<V1ConfigMap> ConfigMaps { get; } = new(
        "", "v1", "ConfigMap", "configmaps", ResourceScope.Namespaced, KubernetesJsonContext.Default.V1ConfigMap);

    public static ResourceDescriptor<V1Service> Services { get; } = new(
        "", "v1", "Service", "services", ResourceScope.Namespaced, KubernetesJsonContext.Default.V1Service);

    public static ResourceDescriptor<V1Secret> Secrets { get; } = new(
        "", "v1", "Secret", "secrets", ResourceScope.Namespaced, KubernetesJsonContext.Default.V1Secret);

    public static ResourceDescriptor<V1WebhookConfiguration> MutatingWebhookConfigurations { get; } = new(
        "admissionregistration.k8s.io",
        "v1",
        "MutatingWebhookConfiguration",
        "mutatingwebhookconfigurations",
        ResourceScope.Cluster,
        KubernetesJsonContext.Default.V1WebhookConfiguration);

    public static ResourceDescriptor<V1WebhookConfiguration> ValidatingWebhookConfigurations { get; } =
        MutatingWebhookConfigurations with { Kind = "ValidatingWebhookConfiguration", Plural = "validatingwebhookconfigurations" };

    /// <summary>Which of them exist, not what they say.</summary>
    public static ResourceDescriptor<V1PartialObjectMetadata> CustomResourceDefinitions { get; } = new(
        "apiextensions.k8s.io",
        "v1",
        "CustomResourceDefinition",
        "customresourcedefinitions",
        ResourceScope.Cluster,
        KubernetesJsonContext.Default.V1PartialObjectMetadata);
}
