using System.Text.Json.Nodes;

namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>Applies RFC 6902 as an API server does: add, replace, remove and test.</summary>
internal static class JsonPatchDocument
{
    /// <exception cref="InvalidOperationException">A test failed, or a path leads nowhere.</exception>
    public static JsonNode Apply(ReadOnlySpan<byte> patch, JsonNode target)
    {
        foreach (var operation in JsonNode.Parse(patch)!.AsArray())
        {
            var path = operation!["path"]!.GetValue<string>();
            var tokens = path.Split('/')[1..].Select(token => token.Replace("~1", "/").Replace("~0", "~")).ToArray();
            var parent = tokens[..^1].Aggregate(target, (node, token) => Child(node, token) ?? throw Nowhere(path));
            Apply(operation["op"]!.GetValue<string>(), parent, tokens[^1], operation["value"]?.DeepClone(), path);
        }

        return target;
    }

    private static void Apply(string operation, JsonNode parent, string key, JsonNode? value, string path)
    {
        switch (operation)
        {
            case "test" when !JsonNode.DeepEquals(Child(parent, key), value):
                throw new InvalidOperationException($"{path} is not as the patch says.");
            case "test":
                break;
            case "replace" or "remove" when !parent.AsObject().ContainsKey(key):
                throw Nowhere(path);
            case "remove":
                parent.AsObject().Remove(key);
                break;
            default:
                parent.AsObject()[key] = value;
                break;
        }
    }

    private static JsonNode? Child(JsonNode node, string token) => node is JsonArray array ? array[int.Parse(token)] : node[token];

    private static InvalidOperationException Nowhere(string path) => new($"{path} leads nowhere.");
}
