using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Pods;

namespace CanaryOperator.Rendering;

/// <summary>
/// From what was read to what is rendered. Every node is new: nodes made from elements are not safe to share, and the caches are shared.
/// Nothing here assumes that a field has the type that it should have; what has not goes through to Knative, which says so.
/// </summary>
internal static class JsonNodes
{
    public static JsonObject From(Container container) =>
        (JsonObject)From(JsonSerializer.SerializeToElement(container, ApiJsonContext.Default.Container))!;

    public static JsonObject From(IEnumerable<KeyValuePair<string, string>> map) =>
        new(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    public static JsonNode? From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => JsonValue.Create(element),
    };

    /// <summary>The fields of these names.</summary>
    public static JsonObject Pick(IDictionary<string, JsonElement>? fields, IReadOnlyList<string> names) =>
        new((fields ?? new Dictionary<string, JsonElement>())
            .Where(field => names.Contains(field.Key))
            .Select(field => KeyValuePair.Create(field.Key, From(field.Value))));

    /// <summary>Null for anything but a string.</summary>
    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Null when <paramref name="node"/> is no object or has no such field.</summary>
    public static JsonNode? Field(this JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>The first item of a list whose <paramref name="field"/> is this text.</summary>
    public static JsonObject? Find(this JsonNode? list, string field, string text) =>
        (list as JsonArray)?.OfType<JsonObject>().FirstOrDefault(item => item[field].Text() == text);

    /// <summary>
    /// Adds <paramref name="item"/> to a list of <paramref name="obj"/>, which is made if absent, unless one is there whose
    /// <paramref name="key"/> is the same.
    /// </summary>
    public static void Ensure(this JsonObject obj, string list, string key, JsonObject item)
    {
        obj[list] ??= new JsonArray();
        if (obj[list] is JsonArray items && items.Find(key, item[key].Text()!) is null)
        {
            items.Add((JsonNode)item);
        }
    }

    public static void EnsureEnv(this JsonObject container, string name, string value) =>
        container.Ensure("env", "name", new JsonObject { ["name"] = name, ["value"] = value });

    /// <summary>Adds to a list of texts, which is made if absent.</summary>
    public static void Append(this JsonObject obj, string list, params ReadOnlySpan<string> texts)
    {
        obj[list] ??= new JsonArray();
        if (obj[list] is not JsonArray items)
        {
            return;
        }

        foreach (var text in texts)
        {
            items.Add((JsonNode)text);
        }
    }
}
