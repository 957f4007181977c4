using CanaryOperator.Api.Knative;
using CanaryOperator.Api.Validation;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>What is legal in an InferenceService, and may surprise all the same. Short, because clients cut long warnings.</summary>
public static class InferenceServiceWarnings
{
    private static readonly string[] IgnoredAnnotations = [Autoscaling.MinScale, Autoscaling.MaxScale];

    /// <summary>Never throws.</summary>
    /// <param name="inferenceService">A valid one, defaulted or not.</param>
    /// <param name="old">What it replaces; null when it is new.</param>
    public static IReadOnlyList<string> Of(InferenceService inferenceService, InferenceService? old)
    {
        var after = InferenceServiceDefaulting.Apply(inferenceService);
        var before = old is null ? null : InferenceServiceDefaulting.Apply(old);
        var written = inferenceService.Spec.Present().Select(type => new ComponentFields(inferenceService, type));
        return
        [
            .. after.Spec.Present().SelectMany(type => RolloutWarnings.Of(type, after, before)),
            .. TagRouting(after, before),
            .. written.SelectMany(LocalPaths),
            .. Ignored(inferenceService),
            .. written.SelectMany(Lingering).Distinct(),
        ];
    }

    private static IEnumerable<string> TagRouting(InferenceService after, InferenceService? before)
    {
        var key = WellKnown.EnableTagRoutingAnnotation(after.Group());
        var value = after.Annotation(key);
        if (before is not null && value != before.Annotation(key))
        {
            yield return $"{key} reaches the pods: changing it makes a new revision of every component.";
        }

        if (value is not (null or "true" or "false"))
        {
            yield return $"{key} has an effect only if it is true.";
        }
    }

    private static IEnumerable<string> LocalPaths(ComponentFields component) =>
        component.Servers.Select(server => server["storageUri"])
            .Concat(component["storageUris"].Items.Select(location => location["uri"]))
            .Where(uri => uri.Text?.Contains(StorageSchemes.End, StringComparison.Ordinal) == false)
            .Select(uri => $"{uri.Path} has no scheme like gs://: it is a path in the image, nothing is fetched.");

    /// <summary>Knative's other autoscaler never scales to zero.</summary>
    private static IEnumerable<string> Lingering(ComponentFields component)
    {
        if (component.IsScaledByPods)
        {
            var path = component.Annotation(Autoscaling.Class).Path;
            yield return $"{path}: it keeps pods of revisions without traffic too, unlike kpa.";
        }
    }

    private static IEnumerable<string> Ignored(InferenceService inferenceService)
    {
        var key = WellKnown.AutoscalerClassAnnotation(inferenceService.Group());
        if (inferenceService.Annotation(key) is not null)
        {
            yield return $"{key} has no effect in mode Knative.";
        }

        if (!string.IsNullOrEmpty(inferenceService.Spec?.Predictor?.Name))
        {
            yield return "spec.predictor.name has no effect in mode Knative: the Knative Service keeps its name.";
        }

        foreach (var annotation in IgnoredAnnotations.Where(name => inferenceService.Annotation(name) is not null))
        {
            yield return $"{annotation} has no effect: set minReplicas and maxReplicas.";
        }
    }
}
