using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>Traffic share, numbers of pods and limits of requests; the upper bounds are those that Knative is shipped with.</summary>
internal static class ScalingRules
{
    private const int LongestTimeoutSeconds = 600;
    private const int MostConcurrency = 1000;

    public static IEnumerable<FieldError> Errors(ComponentFields component) =>
    [
        .. Range(
            component["canaryTrafficPercent"],
            0,
            100,
            "must be a whole number from 0 to 100; leave it out to give the newest revision all the traffic."),
        .. Range(component["minReplicas"], 0, int.MaxValue, "must be 0 or more; 0 lets it scale to zero."),
        .. Range(component["maxReplicas"], 0, int.MaxValue, "must be 0 or more; 0 is no limit."),
        .. Order(component.Spec, component["minReplicas"]),
        .. Range(
            component["containerConcurrency"], 0, MostConcurrency, $"must be a whole number from 0 to {MostConcurrency}; 0 is no limit."),
        .. Range(
            component["timeout"], 1, LongestTimeoutSeconds, $"must be a whole number of seconds from 1 to {LongestTimeoutSeconds}."),
        .. Metric(component),
        .. Target(component),
    ];

    private static IEnumerable<FieldError> Range(Field field, long least, long most, string message)
    {
        if (field.Number is { } number && (number < least || number > most))
        {
            yield return field.Error(message);
        }
    }

    private static IEnumerable<FieldError> Order(ComponentSpec spec, Field minReplicas)
    {
        var least = spec.MinReplicas ?? 1;
        if (spec.MaxReplicas is > 0 and var most && least > most)
        {
            yield return new(minReplicas.Path, $"{least}", $"must be at most maxReplicas, which is {most}.");
        }
    }

    private static IEnumerable<FieldError> Metric(ComponentFields component)
    {
        var field = component["scaleMetric"];
        string[] allowed = component.IsScaledByPods ? ["cpu", "memory"] : ["concurrency", "rps"];
        if (field.IsPresent && !allowed.Contains(field.Text))
        {
            yield return field.Error(
                component.IsScaledByPods
                    ? $"must be cpu or memory, as the autoscaler is {Autoscaling.HpaClass}."
                    : "must be concurrency or rps; cpu and memory need "
                        + $"{Autoscaling.Class}: {Autoscaling.HpaClass}.");
        }
    }

    private static IEnumerable<FieldError> Target(ComponentFields component) =>
        component.IsScaledByPods && component.Spec.ScaleMetric is not "memory"
            ? Range(component["scaleTarget"], 1, 100, "must be a percentage of the requested processors, from 1 to 100.")
            : Range(component["scaleTarget"], 1, int.MaxValue, "must be 1 or more, of scaleMetric per pod.");
}
