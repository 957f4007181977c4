using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Api.Pods;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>What predictor, transformer and explainer have in common: rollout, scaling, and a pod spec inline.</summary>
public abstract record ComponentSpec
{
    /// <summary>0 to 100: share of the newest revision; the last one that had all keeps the rest. Absent: all to the newest.</summary>
    public long? CanaryTrafficPercent { get; init; }

    /// <summary>Absent: 1. Zero lets the component scale to zero.</summary>
    public int? MinReplicas { get; init; }

    /// <summary>Absent or zero: no limit.</summary>
    public int? MaxReplicas { get; init; }

    public int? ScaleTarget { get; init; }

    public string? ScaleMetric { get; init; }

    public string? ScaleMetricType { get; init; }

    public JsonElement? AutoScaling { get; init; }

    /// <summary>Requests a pod handles at a time; zero: no limit.</summary>
    public long? ContainerConcurrency { get; init; }

    /// <summary>Seconds a request may take.</summary>
    public long? Timeout { get; init; }

    public JsonElement? Logger { get; init; }

    public JsonElement? Batcher { get; init; }

    /// <summary>Of the component's pods; they win over those of the InferenceService.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <inheritdoc cref="Labels"/>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public JsonElement? DeploymentStrategy { get; init; }

    /// <summary>Several places that files come from, in place of one <c>storageUri</c>.</summary>
    public IReadOnlyList<StorageLocation>? StorageUris { get; init; }

    public IReadOnlyList<Container>? Containers { get; init; }

    /// <summary>The other fields of <see cref="PodFields"/>, and whatever else was written.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
