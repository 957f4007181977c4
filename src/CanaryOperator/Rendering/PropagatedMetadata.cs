namespace CanaryOperator.Rendering;

/// <summary>Which labels and annotations of an InferenceService reach its revisions, and in which order they override each other.</summary>
internal static class PropagatedMetadata
{
    private const string VisibilityLabel = "networking.knative.dev/visibility";

    private static readonly HashSet<string> NotForTemplates = new(StringComparer.Ordinal)
    {
        "autoscaling.knative.dev/min-scale",
        "autoscaling.knative.dev/max-scale",
        "kubectl.kubernetes.io/last-applied-configuration",
        "modelFormat",
        "serving.knative.dev/rollout-duration",
        "serving.knative.openshift.io/enablePassthrough",
    };

    /// <summary>Later maps win.</summary>
    public static SortedDictionary<string, string> Labels(params ReadOnlySpan<IReadOnlyDictionary<string, string>?> maps)
    {
        var labels = Merge(maps);
        labels.Remove(VisibilityLabel);
        return labels;
    }

    /// <inheritdoc cref="Labels"/>
    public static SortedDictionary<string, string> Annotations(params ReadOnlySpan<IReadOnlyDictionary<string, string>?> maps)
    {
        var annotations = Merge(maps);
        foreach (var key in annotations.Keys.Where(IsNotForTemplates).ToList())
        {
            annotations.Remove(key);
        }

        return annotations;
    }

    public static SortedDictionary<string, string> Merge(params ReadOnlySpan<IReadOnlyDictionary<string, string>?> maps)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var map in maps)
        {
            foreach (var (key, value) in map ?? new Dictionary<string, string>())
            {
                merged[key] = value;
            }
        }

        return merged;
    }

    private static bool IsNotForTemplates(string key) =>
        NotForTemplates.Contains(key) || key.EndsWith("/storage-initializer-sourceuri", StringComparison.Ordinal);
}
