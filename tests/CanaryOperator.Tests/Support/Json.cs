using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CanaryOperator.Tests.Support;

/// <summary>From JSON to objects and back.</summary>
internal static class Json
{
    public static T Read<T>(string json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    public static T Read<T>(JsonNode json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    public static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static JsonNode Node(JsonElement element) => JsonNode.Parse(element.GetRawText())!;

    /// <summary>Equal but for the order of properties.</summary>
    public static void ShouldBeJson(this JsonNode? actual, string expected) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).Should().BeTrue($"it should be\n{expected}\nand is\n{actual}");

    /// <inheritdoc cref="ShouldBeJson(JsonNode?,string)"/>
    public static void ShouldBeJson(this JsonElement actual, string expected) => Node(actual).ShouldBeJson(expected);
}
