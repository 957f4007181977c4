using System.Buffers;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>The name becomes part of host names, so whatever is made of it must be a DNS label.</summary>
internal static class NameRules
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static IEnumerable<FieldError> Errors(InferenceService inferenceService)
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
        var excess = longest.Length - DnsNames.LabelLength;
        if (excess > 0)
        {
            yield return new(
                field,
                name,
                $"must have at most {name!.Length - excess} characters: "
                + $"'{longest}' has to be a DNS label, of {DnsNames.LabelLength} at most.");
        }
    }

    /// <summary>Its own host; and revisions and tagged hosts of its components.</summary>
    private static IEnumerable<string> DnsLabels(string name, InferenceService inferenceService)
    {
        yield return name;

        var hasTagRouting = inferenceService.Annotation(WellKnown.EnableTagRoutingAnnotation(inferenceService.Group())) == "true";
        var components = inferenceService.Spec.Present().DefaultIfEmpty(ComponentType.Predictor);
        foreach (var service in components.Select(component => ChildNames.Service(name, component)))
        {
            yield return $"{service}-00001";
            yield return $"prev-{service}";
            if (hasTagRouting)
            {
                yield return $"latest-{service}";
            }
        }
    }

    private static bool IsName(string? name) =>
        name is [>= 'a' and <= 'z', ..] && name[^1] != '-' && !name.AsSpan().ContainsAnyExcept(Characters);
}
