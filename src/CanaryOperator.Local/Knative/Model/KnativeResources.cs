using CanaryOperator.Kubernetes;

namespace CanaryOperator.Local.Knative.Model;

/// <summary>Descriptors of Knative Serving's kinds, and the keys it marks them with.</summary>
internal static class KnativeResources
{
    public const string Group = "serving.knative.dev";

    public const string ServiceUidLabel = Group + "/serviceUID";
    public const string ConfigurationLabel = Group + "/configuration";
    public const string ConfigurationUidLabel = Group + "/configurationUID";
    public const string ConfigurationGenerationLabel = Group + "/configurationGeneration";
    public const string RoutingStateLabel = Group + "/routingState";
    public const string RoutingStateModifiedAnnotation = Group + "/routingStateModified";
    public const string RoutesAnnotation = Group + "/routes";
    public const string CreatorAnnotation = Group + "/creator";
    public const string LastModifierAnnotation = Group + "/lastModifier";

    public static ResourceDescriptor<KnativeObject> Services { get; } = Of("Service", "services");

    public static ResourceDescriptor<KnativeObject> Configurations { get; } = Of("Configuration", "configurations");

    public static ResourceDescriptor<KnativeObject> Revisions { get; } = Of("Revision", "revisions");

    public static ResourceDescriptor<KnativeObject> Routes { get; } = Of("Route", "routes");

    private static ResourceDescriptor<KnativeObject> Of(string kind, string plural) =>
        new(Group, "v1", kind, plural, ResourceScope.Namespaced, KnativeJsonContext.Default.KnativeObject);
}
