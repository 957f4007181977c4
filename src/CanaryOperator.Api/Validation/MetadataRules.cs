using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>
/// Labels and annotations: those of components reach objects whose metadata the API server checks, and some mean something to Knative.
/// </summary>
internal static class MetadataRules
{
    public static IEnumerable<FieldError> Errors(InferenceService inferenceService) =>
    [
        .. Of("metadata.labels", inferenceService.Metadata?.Labels).SelectMany(Meaning),
        .. KnativeAnnotationRules.Errors("metadata.annotations", inferenceService.Metadata?.Annotations),
    ];

    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        var labels = Of(component["labels"].Path, component.Spec.Labels).ToList();
        var annotations = component["annotations"].Path;
        return
        [
            .. labels.SelectMany(Syntax),
            .. labels.SelectMany(Meaning),
            .. Of(annotations, component.Spec.Annotations).SelectMany(annotation => Key(annotation, annotation.Key.ToLowerInvariant())),
            .. KnativeAnnotationRules.Errors(annotations, component.Spec.Annotations),
            .. KnativeAnnotationRules.Errors(component),
        ];
    }

    private static IEnumerable<(string Path, string Key, string Value)> Of(string path, IReadOnlyDictionary<string, string>? map) =>
        (map ?? new Dictionary<string, string>()).Select(pair => ($"{path}[{pair.Key}]", pair.Key, pair.Value ?? ""));

    private static IEnumerable<FieldError> Syntax((string Path, string Key, string Value) label)
    {
        foreach (var error in Key(label, label.Key))
        {
            yield return error;
        }

        if (!DnsNames.IsLabelValue(label.Value))
        {
            yield return new(
                label.Path,
                label.Value,
                $"must have at most {DnsNames.LabelLength} letters, digits, '-', '_' and '.', with a letter or digit at both ends.");
        }
    }

    private static IEnumerable<FieldError> Key((string Path, string Key, string Value) pair, string key)
    {
        if (!DnsNames.IsQualifiedName(key))
        {
            yield return new(
                pair.Path,
                pair.Value,
                $"has a key that is not of the form name or domain/name, with a name of at most {DnsNames.LabelLength} characters.");
        }
    }

    private static IEnumerable<FieldError> Meaning((string Path, string Key, string Value) label)
    {
        if (label is { Key: WellKnown.VisibilityLabel, Value: not WellKnown.ClusterLocal })
        {
            yield return new(label.Path, label.Value, $"must be {WellKnown.ClusterLocal}, or left out to be reachable from outside.");
        }
    }
}
