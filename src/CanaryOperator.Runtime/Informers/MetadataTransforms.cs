using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Informers;

/// <summary>What a transform of an informer can drop to save memory.</summary>
public static class MetadataTransforms
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Without kubectl's annotation that repeats the whole object.</summary>
    public static V1ObjectMeta WithoutLastApplied(this V1ObjectMeta metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.Annotations?.ContainsKey(LastApplied) == true
            ? metadata with
            {
                Annotations = metadata.Annotations
                    .Where(annotation => annotation.Key != LastApplied)
                    .ToDictionary(annotation => annotation.Key, annotation => annotation.Value, StringComparer.Ordinal),
            }
            : metadata;
    }
}
