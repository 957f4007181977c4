using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>Descriptors of pods, and the keys that Knative marks them with.</summary>
internal static class PodResources
{
    public const string RevisionUidLabel = KnativeResources.Group + "/revisionUID";

    public static ResourceDescriptor<Pod> Pods { get; } =
        new("", "v1", "Pod", "pods", ResourceScope.Namespaced, PodJsonContext.Default.Pod);

    /// <summary>Pods to create: whatever a Revision's template says goes into them.</summary>
    public static ResourceDescriptor<RawObject> NewPods { get; } =
        new("", "v1", "Pod", "pods", ResourceScope.Namespaced, KnativeJsonContext.Default.RawObject);
}
