using System.Text.Json.Nodes;
using CanaryOperator.Configuration;

namespace CanaryOperator.Storage;

/// <summary>The init container that fetches models before their server starts.</summary>
internal static class StorageInitializer
{
    public const string Name = "storage-initializer";

    /// <param name="arguments">Pairs of a URI and the folder to put it in.</param>
    /// <param name="volume">Holds all of these folders.</param>
    public static JsonObject Container(StorageInitializerConfig config, IEnumerable<string> arguments, ModelVolume volume) => new()
    {
        ["name"] = Name,
        ["image"] = config.Image,
        ["args"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]),
        ["resources"] = new JsonObject
        {
            ["requests"] = new JsonObject { ["cpu"] = config.CpuRequest, ["memory"] = config.MemoryRequest },
            ["limits"] = new JsonObject { ["cpu"] = config.CpuLimit, ["memory"] = config.MemoryLimit },
        },
        ["terminationMessagePolicy"] = "FallbackToLogsOnError",
        ["volumeMounts"] = new JsonArray(volume.WritableMount()),
    };
}
