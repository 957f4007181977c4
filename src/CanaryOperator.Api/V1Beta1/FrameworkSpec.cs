using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Api.Pods;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>
/// Where a model is stored and how it is served, with a container inline. By itself the old form, whose field name is the model's format.
/// </summary>
public record FrameworkSpec
{
    public string? StorageUri { get; init; }

    public JsonElement? Storage { get; init; }

    /// <summary>Tag of the server's image.</summary>
    public string? RuntimeVersion { get; init; }

    /// <summary><c>v1</c>, <c>v2</c>, <c>grpc-v1</c> or <c>grpc-v2</c>.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>How an encrypted model is opened. Not supported.</summary>
    public JsonElement? Confidential { get; init; }

    /// <summary>The <see cref="ContainerFields"/>, and whatever else was written.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
