using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Api.Pods;

namespace CanaryOperator.Api.V1Alpha1;

/// <summary>A pod that serves models, with <c>{{.Name}}</c>-like placeholders, and which models those may be.</summary>
public sealed record ServingRuntimeSpec
{
    public IReadOnlyList<SupportedModelFormat>? SupportedModelFormats { get; init; }

    /// <summary><c>v1</c>, <c>v2</c>, <c>grpc-v1</c>, <c>grpc-v2</c>; absent means all.</summary>
    public IReadOnlyList<string>? ProtocolVersions { get; init; }

    public bool? Disabled { get; init; }

    /// <summary>Several models share a pod: never chosen for an InferenceService.</summary>
    public bool? MultiModel { get; init; }

    /// <summary>One model is spread over several pods; present means: chosen only for InferenceServices that want that.</summary>
    public JsonElement? WorkerSpec { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<Container>? Containers { get; init; }

    /// <summary>The other fields of <see cref="PodFields"/>, and whatever else was written.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
