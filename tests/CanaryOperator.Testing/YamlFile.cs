using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CanaryOperator.Testing;

/// <summary>Reads YAML as the API server would see it: as JSON.</summary>
public static class YamlFile
{
    /// <param name="path">Of a file with one object, relative to the repository.</param>
    public static JsonObject Read(string path) => ReadAll(path).Single();

    /// <param name="path">Of a file with any number of objects, relative to the repository.</param>
    public static IReadOnlyList<JsonObject> ReadAll(string path)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Absolute(path));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => ToJson(document.RootNode)!.AsObject())];
    }

    /// <param name="text">With any number of objects.</param>
    public static IEnumerable<JsonObject> ParseAll(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return stream.Documents.Select(document => ToJson(document.RootNode)).OfType<JsonObject>();
    }

    public static string ReadText(string path) => File.ReadAllText(Absolute(path));

    /// <summary>Paths of the YAML files in a folder and below, relative to the repository.</summary>
    public static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(Absolute(folder), "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file))
            .Order(StringComparer.Ordinal);

    private static string Absolute(string path) => Path.Combine(AppContext.BaseDirectory, path);

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(Name(child.Key), ToJson(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value!),
        _ => throw new InvalidDataException($"{node.NodeType} at {node.Start} has no counterpart in JSON."),
    };

    private static string Name(YamlNode key) => ((YamlScalarNode)key).Value!;

    private static JsonValue? Plain(string value) => value switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(value, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(value),
    };
}
