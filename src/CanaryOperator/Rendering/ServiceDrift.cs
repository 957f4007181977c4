using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Rendering;

/// <summary>Tells whether a Knative Service differs from what it should be, and brings it there.</summary>
internal static class ServiceDrift
{
    /// <summary>Annotations of the Service that are ours alone: absent from the desired state they must go.</summary>
    private static readonly string[] ManagedAnnotations =
        [WellKnown.RolloutDurationAnnotation, PropagatedMetadata.EnablePassthroughAnnotation];

    /// <summary>
    /// The Service as it should be written, or null when it is fine as it is. What is not ours stays: fields that Knative's webhook
    /// filled in, labels and annotations of others.
    /// </summary>
    public static KnativeService? Correct(KnativeService live, DesiredService desired, IReadOnlyList<TrafficTarget> traffic)
    {
        var isSame = Contains(live.Spec?.Template, desired.Template)
            && IsSameTraffic(live.Spec?.Traffic ?? [], traffic)
            && desired.Labels.All(label => live.GetLabel(label.Key) == label.Value)
            && desired.Annotations.All(annotation => live.GetAnnotation(annotation.Key) == annotation.Value)
            && ManagedAnnotations.All(key => desired.Annotations.ContainsKey(key) || live.GetAnnotation(key) is null);
        return isSame ? null : live with
        {
            Metadata = live.Metadata with
            {
                Labels = PropagatedMetadata.Merge(live.Metadata.Labels, desired.Labels),
                Annotations = PropagatedMetadata.Merge(Unmanaged(live.Metadata.Annotations), desired.Annotations),
            },
            Spec = (live.Spec ?? new()) with { Template = desired.Template, Traffic = traffic },
        };
    }

    /// <summary>
    /// Everything in <paramref name="desired"/> is in <paramref name="live"/>. Objects may have more fields there (defaults), lists may
    /// not. What was removed from the desired template is noticed all the same: the hash in its annotations differs.
    /// </summary>
    private static bool Contains(JsonElement? live, JsonElement desired)
    {
        if (live is not { } actual || actual.ValueKind != desired.ValueKind)
        {
            return false;
        }

        return desired.ValueKind switch
        {
            JsonValueKind.Object => desired.EnumerateObject().All(property =>
                actual.TryGetProperty(property.Name, out var value) ? Contains(value, property.Value) : IsEmpty(property.Value)),
            JsonValueKind.Array => actual.GetArrayLength() == desired.GetArrayLength()
                && desired.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => Contains(pair.Second, pair.First)),
            _ => JsonElement.DeepEquals(actual, desired),
        };
    }

    /// <summary>API servers drop empty objects, lists and nulls.</summary>
    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private static bool IsSameTraffic(IReadOnlyList<TrafficTarget> live, IReadOnlyList<TrafficTarget> desired) =>
        live.Count == desired.Count && live.Zip(desired).All(pair => IsSameTarget(pair.First, pair.Second));

    private static bool IsSameTarget(TrafficTarget live, TrafficTarget desired) =>
        live.Percent == desired.Percent
        && (live.Tag ?? "") == (desired.Tag ?? "")
        && (live.RevisionName ?? "") == (desired.RevisionName ?? "")
        && (live.LatestRevision ?? false) == (desired.LatestRevision ?? false);

    private static Dictionary<string, string> Unmanaged(IReadOnlyDictionary<string, string>? annotations) =>
        (annotations ?? new Dictionary<string, string>())
            .Where(annotation => !ManagedAnnotations.Contains(annotation.Key))
            .ToDictionary(annotation => annotation.Key, annotation => annotation.Value, StringComparer.Ordinal);
}
