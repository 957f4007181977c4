using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CanaryOperator.Api.Tests;

/// <summary>From JSON to objects and back.</summary>
internal static class JsonText
{
    public static T Read<T>(JsonNode json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    public static T Read<T>(string json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    /// <summary>Fails unless reading and writing gives the same JSON; the order of properties aside.</summary>
    public static void ShouldSurvive<T>(JsonNode json, JsonTypeInfo<T> type, string what = "it") =>
        ShouldBe(JsonSerializer.SerializeToNode(Read(json, type), type), json, what);

    public static void ShouldBe(JsonNode? actual, JsonNode expected, string what = "it") =>
        JsonNode.DeepEquals(actual, expected).Should().BeTrue($"{what} should be\n{expected}\nand is\n{actual}");
}
