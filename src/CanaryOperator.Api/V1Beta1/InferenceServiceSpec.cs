using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>The components of an InferenceService. Each has its own revisions and its own canary.</summary>
public sealed record InferenceServiceSpec
{
    public PredictorSpec? Predictor { get; init; }

    public TransformerSpec? Transformer { get; init; }

    public ExplainerSpec? Explainer { get; init; }

    /// <summary>Canaries of KServe's Standard deployment mode. Not supported.</summary>
    public JsonElement? Canary { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
