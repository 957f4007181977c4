using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Api.Knative;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>What has become of an InferenceService.</summary>
public sealed record InferenceServiceStatus
{
    public long? ObservedGeneration { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    public Addressable? Address { get; init; }

    public string? Url { get; init; }

    /// <summary>By <c>predictor</c>, <c>transformer</c>, <c>explainer</c>.</summary>
    public IReadOnlyDictionary<string, ComponentStatus>? Components { get; init; }

    public ModelStatus? ModelStatus { get; init; }

    public string? DeploymentMode { get; init; }

    public string? ServingRuntimeName { get; init; }

    public string? ClusterServingRuntimeName { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
