using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;

namespace CanaryOperator.Ingress;

/// <summary>The path under which an InferenceService is reached on the ingress domain, made from a template of the configuration.</summary>
internal static partial class RoutePath
{
    private static readonly V1ObjectMeta Sample = new() { Name = "name", NamespaceProperty = "namespace" };

    /// <summary>Absolute, with at least one placeholder: without any, all InferenceServices would have the same path.</summary>
    public static bool IsTemplate(string template) =>
        template.StartsWith('/') && Fill(template, Sample) is { } path && path != template && PathText().IsMatch(path);

    /// <summary>
    /// Without a slash at the end. Null when the metadata make no path of it, for example because a label is missing: an empty segment,
    /// or <c>..</c>, would be somebody else's path.
    /// </summary>
    public static string? Of(string template, V1ObjectMeta metadata) =>
        Fill(template, metadata)?.TrimEnd('/') is { Length: > 0 } path && PathText().IsMatch(path)
        && path[1..].Split('/').All(segment => segment is not ("" or "." or ".."))
            ? path
            : null;

    private static string? Fill(string template, V1ObjectMeta metadata)
    {
        try
        {
            return Placeholders.Fill(JsonValue.Create(template), metadata)!.GetValue<string>();
        }
        catch (RenderingException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[-/A-Za-z0-9._~]+\z", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PathText();
}
