using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Runtime.Tests.Simulation;
using CanaryOperator.Runtime.Webhooks;

namespace CanaryOperator.Runtime.Tests.Webhooks;

public sealed class JsonDiffTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""", """[{"op":"replace","path":"/a","value":2}]""")]
    [InlineData("""{"a":1}""", "{}", """[{"op":"remove","path":"/a"}]""")]
    [InlineData("{}", """{"a":{"b":1}}""", """[{"op":"add","path":"/a","value":{"b":1}}]""")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """{"a":{"b":1,"c":3}}""", """[{"op":"replace","path":"/a/c","value":3}]""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", """[{"op":"replace","path":"/a","value":[1]}]""")]
    [InlineData("""{"a":{}}""", """{"a":[]}""", """[{"op":"replace","path":"/a","value":[]}]""")]
    [InlineData("""{"a":1}""", """{"a":null}""", """[{"op":"replace","path":"/a","value":null}]""")]
    [InlineData("""{"a~b/c":1}""", """{"a~b/c":2}""", """[{"op":"replace","path":"/a~0b~1c","value":2}]""")]
    [InlineData("""{"":1}""", """{"":2}""", """[{"op":"replace","path":"/","value":2}]""")]
    [InlineData("""{"a":1}""", """{"a":12345678901234567890.10}""", """[{"op":"replace","path":"/a","value":12345678901234567890.10}]""")]
    public void Patch_OfTwoValues_IsTheDifferenceAndLeadsToTheSecond(string from, string to, string expected)
    {
        var patch = JsonDiff.Patch(Parse(from), Parse(to))!;

        Encoding.UTF8.GetString(patch).Should().Be(expected);
        JsonNode.DeepEquals(JsonPatchDocument.Apply(patch, JsonNode.Parse(from)!), JsonNode.Parse(to)).Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"a":{"b":[1,{"c":null}]}}""", """{ "a": { "b": [ 1, { "c": null } ] } }""")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    public void Patch_OfEqualValues_IsNone(string from, string to) => JsonDiff.Patch(Parse(from), Parse(to)).Should().BeNull();

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
