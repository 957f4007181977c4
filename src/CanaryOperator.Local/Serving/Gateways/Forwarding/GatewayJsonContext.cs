using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>JSON contract of what the gateway says itself.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class GatewayJsonContext : JsonSerializerContext
{
    /// <summary>Read in a terminal, not in a page: quotation marks may stay what they are.</summary>
    public static GatewayJsonContext Readable { get; } =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
