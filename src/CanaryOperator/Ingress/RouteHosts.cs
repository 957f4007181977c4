using System.Text.RegularExpressions;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Ingress;

/// <summary>The hosts of an InferenceService, and expressions (RE2) that match a <c>Host</c> header with them.</summary>
internal static class RouteHosts
{
    /// <summary>Names differ in case for people only.</summary>
    private const string IgnoreCase = "(?i)";

    private const string OptionalPort = "(:[0-9]{1,5})?";

    /// <summary>
    /// From the full name to the shortest that says which namespace. Pods may use any of them; a gateway knows none but those it is told.
    /// </summary>
    public static IReadOnlyList<string> Internal(InferenceService inferenceService, string clusterDomain)
    {
        var shortest = $"{inferenceService.Name()}.{inferenceService.Namespace()}";
        return [$"{shortest}.svc.{clusterDomain}", $"{shortest}.svc", shortest];
    }

    /// <summary>The host from outside, and its siblings in the additional domains. Empty for none.</summary>
    public static IReadOnlyList<string> External(InferenceService inferenceService, string? externalHost, IngressConfig config)
    {
        if (externalHost is null)
        {
            return [];
        }

        var ending = "." + config.IngressDomain;
        var subdomain = externalHost.EndsWith(ending, StringComparison.Ordinal)
            ? externalHost[..^ending.Length]
            : $"{inferenceService.Name()}.{inferenceService.Namespace()}";
        return [.. config.AdditionalIngressDomains.Select(domain => $"{subdomain}.{domain}").Prepend(externalHost).Distinct()];
    }

    public static string Pattern(string host) => $"{IgnoreCase}^{Regex.Escape(host)}{OptionalPort}$";

    /// <summary>All the <see cref="Internal"/> hosts.</summary>
    public static string InternalPattern(InferenceService inferenceService, string clusterDomain)
    {
        var shortest = Regex.Escape($"{inferenceService.Name()}.{inferenceService.Namespace()}");
        return $@"{IgnoreCase}^{shortest}(\.svc(\.{Regex.Escape(clusterDomain)})?)?{OptionalPort}$";
    }
}
