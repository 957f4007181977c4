using System.Globalization;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Rendering;

/// <summary>Tells Knative's autoscaler what the fields of a component say; of annotations, only those without such a field count.</summary>
internal static class ScalingAnnotations
{
    public static void Apply(SortedDictionary<string, string> annotations, ComponentSpec component)
    {
        annotations.TryAdd(Autoscaling.Class, Autoscaling.KpaClass);
        annotations[Autoscaling.MinScale] = $"{component.MinReplicas ?? 1}";
        if (component.MaxReplicas is > 0)
        {
            annotations[Autoscaling.MaxScale] = $"{component.MaxReplicas}";
        }

        if (component.ScaleTarget is { } target)
        {
            annotations[Autoscaling.Target] = $"{target}";
        }

        if (component.ScaleMetric is { } metric)
        {
            annotations[Autoscaling.Metric] = metric;
        }

        // Knative refuses a revision that starts with no pods, unless its own configuration allows that, and what is no number always.
        if (annotations.TryGetValue(Autoscaling.InitialScale, out var scale)
            && !(int.TryParse(scale, NumberStyles.None, CultureInfo.InvariantCulture, out var pods) && pods > 0))
        {
            annotations.Remove(Autoscaling.InitialScale);
        }
    }
}
