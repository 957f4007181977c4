using System.Buffers;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>What must be true of an InferenceService, defaulted or not, before anything is made for it.</summary>
public static class InferenceServiceValidation
{
    private const int DnsLabelLength = 63;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly string Allowed =
        $"model, containers with one called {WellKnown.MainContainerName}, or one of "
        + string.Join(", ", PredictorImplementations.FrameworkNames);

    /// <summary>Never throws; empty when all is well.</summary>
    public static IReadOnlyList<FieldError> Validate(InferenceService inferenceService) =>
        [.. NameErrors(inferenceService), .. PredictorErrors(inferenceService.Spec?.Predictor)];

    private static IEnumerable<FieldError> NameErrors(InferenceService inferenceService)
    {
        const string field = "metadata.name";
        var name = inferenceService.Metadata?.Name;
        if (!IsName(name))
        {
            yield return new(
                field, name, "must consist of lower-case letters, digits and '-', begin with a letter and end with a letter or digit.");
            yield break;
        }

        var longest = DnsLabels(name!, inferenceService).MaxBy(label => label.Length)!;
        var excess = longest.Length - DnsLabelLength;
        if (excess > 0)
        {
            yield return new(
                field,
                name,
                $"must have at most {name!.Length - excess} characters: '{longest}' has to be a DNS label, of {DnsLabelLength} at most.");
        }
    }

    private static IEnumerable<string> DnsLabels(string name, InferenceService inferenceService)
    {
        var service = ChildNames.Service(name, ComponentType.Predictor);
        yield return $"{service}-00001";
        yield return $"prev-{service}";

        var group = inferenceService.ApiVersion?.Split('/')[0] ?? "";
        if (inferenceService.GetAnnotation(WellKnown.EnableTagRoutingAnnotation(group)) == "true")
        {
            yield return $"latest-{service}";
        }
    }

    private static IEnumerable<FieldError> PredictorErrors(PredictorSpec? predictor)
    {
        const string field = "spec.predictor";
        if (predictor is null)
        {
            yield return new(field, null, $"is missing: set {Allowed} in it.");
            yield break;
        }

        switch (PredictorImplementations.Of(predictor))
        {
            case []:
                yield return new(field, null, $"does not say what serves the model: set {Allowed}.");
                break;
            case { Count: > 1 } found:
                var names = string.Join(", ", found);
                yield return new(field, names, $"says {found.Count} times what serves the model: keep one of {names}.");
                break;
        }

        if (predictor.CanaryTrafficPercent is < 0 or > 100)
        {
            yield return new(
                $"{field}.canaryTrafficPercent",
                $"{predictor.CanaryTrafficPercent}",
                "must be a whole number from 0 to 100; leave it out to give the newest revision all the traffic.");
        }
    }

    private static bool IsName(string? name) =>
        name is [>= 'a' and <= 'z', ..] && name[^1] != '-' && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
