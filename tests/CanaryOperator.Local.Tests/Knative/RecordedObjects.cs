using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Local.Knative.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CanaryOperator.Local.Tests.Knative;

/// <summary>The objects behind the Service <c>walk</c> at the end of its recording, without what differs from run to run.</summary>
internal static class RecordedObjects
{
    private static readonly string[] Varying =
    [
        "uid", "resourceVersion", "creationTimestamp", "lastTransitionTime",
        "serving.knative.dev/serviceUID", "serving.knative.dev/configurationUID", "serving.knative.dev/routingStateModified",
    ];

    public static IEnumerable<JsonNode> Read()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Recording.PathOf("objects.yaml"))));
        var documents = stream.Documents.Select(document => ToJson(document.RootNode)!);
        foreach (var obj in documents.SelectMany(document => document["items"] is JsonArray items ? items.OfType<JsonNode>() : [document]))
        {
            // The emulator sets none: an object must be deletable when the emulator does not run.
            obj["metadata"]!.AsObject().Remove("finalizers");
            yield return Stable(obj);
        }
    }

    public static JsonNode Stable(KnativeObject obj) =>
        Stable(JsonSerializer.SerializeToNode(obj, KnativeJsonContext.Default.KnativeObject)!);

    private static JsonNode Stable(JsonNode node)
    {
        switch (node)
        {
            case JsonObject obj:
                Varying.ToList().ForEach(key => obj.Remove(key));
                obj.Select(field => field.Value).OfType<JsonNode>().ToList().ForEach(child => Stable(child));
                break;
            case JsonArray array:
                array.OfType<JsonNode>().ToList().ForEach(child => Stable(child));
                break;
        }

        return node;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key.ToString(), ToJson(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(ToJson)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } text => JsonValue.Create(text.Value),
        YamlScalarNode { Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode number when long.TryParse(number.Value, CultureInfo.InvariantCulture, out var value) => JsonValue.Create(value),
        YamlScalarNode text => string.IsNullOrEmpty(text.Value) ? null : JsonValue.Create(text.Value),
        _ => throw new NotSupportedException($"YAML {node.NodeType}"),
    };
}
