using System.Text.RegularExpressions;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.Admission;

/// <summary>What Knative's validating webhook says about a Service, in its words.</summary>
internal static partial class ServiceValidation
{
    /// <summary>Null when the Service is valid; otherwise one line per kind of mistake, as Knative sorts and joins them.</summary>
    public static string? Explain(KnativeObject service, KnativeObject? old)
    {
        var mistakes = Traffic(service.Spec.Traffic ?? [])
            .Select(mistake => (mistake.Message, Path: $"spec.traffic{mistake.Path}"))
            .Concat(Creator(service, old))
            .GroupBy(mistake => mistake.Message, mistake => mistake.Path)
            .OrderBy(mistake => mistake.Key, StringComparer.Ordinal)
            .Select(mistake => $"{mistake.Key}: {string.Join(", ", mistake)}");
        var lines = string.Join('\n', mistakes);
        return lines.Length == 0 ? null : $"validation failed: {lines}";
    }

    private static IEnumerable<(string Message, string Path)> Traffic(IReadOnlyList<TrafficTarget> traffic)
    {
        for (var i = 0; i < traffic.Count; i++)
        {
            var target = traffic[i];
            if (target.Percent is < 0 or > 100)
            {
                yield return ($"expected 0 <= {target.Percent} <= 100", $"[{i}].percent");
            }

            if (target.LatestRevision is { } latest && latest == !string.IsNullOrEmpty(target.RevisionName))
            {
                var flag = latest ? "true" : "false";
                yield return ($"may not set revisionName \"{target.RevisionName}\" when latestRevision is {flag}", $"[{i}].latestRevision");
            }

            if (string.IsNullOrEmpty(target.Tag))
            {
                continue;
            }

            if (!Dns1035Label().IsMatch(target.Tag))
            {
                yield return ("invalid value: not a DNS 1035 label prefix", $"[{i}].tag");
            }

            if (traffic.Take(i).Any(other => other.Tag == target.Tag))
            {
                yield return ($"Multiple definitions for \"{target.Tag}\"", $"[{i}].tag");
            }
        }

        var sum = traffic.Sum(target => target.Percent ?? 0);
        if (sum != 100)
        {
            yield return ($"Traffic targets sum to {sum}, want 100", "");
        }
    }

    private static IEnumerable<(string Message, string Path)> Creator(KnativeObject service, KnativeObject? old)
    {
        const string Annotation = KnativeResources.CreatorAnnotation;
        if (old is not null && old.GetAnnotation(Annotation) != service.GetAnnotation(Annotation))
        {
            yield return ("annotation value is immutable", $"metadata.annotations.{Annotation}");
        }
    }

    [GeneratedRegex("^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Dns1035Label();
}
