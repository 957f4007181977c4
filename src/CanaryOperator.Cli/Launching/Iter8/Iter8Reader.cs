using System.Text.Json.Nodes;

namespace CanaryOperator.Cli.Launching.Iter8;

/// <summary>Reads values of the shapes that Iter8's chart has; names what is of another shape.</summary>
internal static class Iter8Reader
{
    public static JsonObject? Map(JsonNode? parent, string path) => At(parent, path) switch
    {
        null => null,
        JsonObject map => map,
        _ => throw CommandFailedException.Usage($"--set {path}: it has keys of its own, as in {path}.KEY=VALUE."),
    };

    public static JsonArray? List(JsonNode? parent, string path) => At(parent, path) switch
    {
        null => null,
        JsonArray list => list,
        _ => throw CommandFailedException.Usage($"--set {path}: it is a list, as in {path}={{A,B}} or {path}[0]."),
    };

    public static string? Text(JsonNode? parent, string path) => At(parent, path) switch
    {
        null => null,
        JsonValue value => JsonValues.Text(value),
        _ => throw CommandFailedException.Usage($"--set {path}: it is a single value."),
    };

    public static double Number(JsonNode? value, string path) =>
        JsonValues.Number(JsonValues.Text(value)) ?? throw CommandFailedException.Usage($"--set {path}: it must be a number.");

    /// <param name="path">From the root; its last key is that of <paramref name="parent"/>.</param>
    private static JsonNode? At(JsonNode? parent, string path) => (parent as JsonObject)?[path[(path.LastIndexOf('.') + 1)..]];
}
