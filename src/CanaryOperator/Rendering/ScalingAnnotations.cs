using System.Globalization;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Rendering;

/// <summary>Tells Knative's autoscaler what the fields of a component say; of annotations, only those without such a field count.</summary>
internal static class ScalingAnnotations
{
    private const string Prefix = "autoscaling.knative.dev/";
    private const string InitialScale = Prefix + "initial-scale";

    public static void Apply(SortedDictionary<string, string> annotations, ComponentSpec component)
    {
        annotations.TryAdd(Prefix + "class", "kpa.autoscaling.knative.dev");
        annotations[Prefix + "min-scale"] = $"{component.MinReplicas ?? 1}";
        if (component.MaxReplicas is > 0)
        {
            annotations[Prefix + "max-scale"] = $"{component.MaxReplicas}";
        }

        if (component.ScaleTarget is { } target)
        {
            annotations[Prefix + "target"] = $"{target}";
        }

        if (component.ScaleMetric is { } metric)
        {
            annotations[Prefix + "metric"] = metric;
        }

        // Knative refuses a revision that starts with no pods, unless its own configuration allows that, and what is no number always.
        if (annotations.TryGetValue(InitialScale, out var scale)
            && !(int.TryParse(scale, NumberStyles.None, CultureInfo.InvariantCulture, out var pods) && pods > 0))
        {
            annotations.Remove(InitialScale);
        }
    }
}
