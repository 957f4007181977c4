using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Rendering;

/// <summary>
/// Fills <c>{{.Name}}</c>, <c>{{.Namespace}}</c>, <c>{{.Labels.key}}</c> and <c>{{.Annotations.key}}</c> in a runtime from the metadata of
/// the InferenceService; <c>{{index .Labels "key"}}</c> is the same look-up. Never code: anything else in double braces is an error.
/// </summary>
internal static partial class Placeholders
{
    /// <exception cref="RenderingException">A placeholder that does not exist.</exception>
    public static JsonNode? Fill(JsonNode? node, V1ObjectMeta metadata) => node switch
    {
        JsonObject obj => new JsonObject(obj.Select(property => KeyValuePair.Create(property.Key, Fill(property.Value, metadata)))),
        JsonArray array => new JsonArray([.. array.Select(item => Fill(item, metadata))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text, metadata)),
        _ => node?.DeepClone(),
    };

    private static string Fill(string text, V1ObjectMeta metadata) => Placeholder().Replace(text, match =>
    {
        var lookup = Lookup().Match(match.Groups["path"].Value);
        return lookup.Groups["field"].Value switch
        {
            "Name" => metadata.Name ?? "",
            "Namespace" => metadata.NamespaceProperty ?? "",
            "Labels" => metadata.Labels?.GetValueOrDefault(lookup.Groups["key"].Value) ?? "",
            "Annotations" => metadata.Annotations?.GetValueOrDefault(lookup.Groups["key"].Value) ?? "",
            _ => throw new RenderingException(
                $"The runtime uses the placeholder {match.Value}; only .Name, .Namespace, .Labels.<key> and .Annotations.<key> exist."),
        };
    });

    [GeneratedRegex(@"\{\{\s*(?<path>[^{}]*?)\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        """^(\.(?<field>Name|Namespace)|\.(?<field>Labels|Annotations)\.(?<key>[^\s"]+)"""
        + """|index\s+\.(?<field>Labels|Annotations)\s+"(?<key>[^"]+)")$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Lookup();
}
