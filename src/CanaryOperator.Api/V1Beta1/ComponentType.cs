namespace CanaryOperator.Api.V1Beta1;

/// <summary>A part of an InferenceService with a Knative Service, revisions and a canary of its own.</summary>
public enum ComponentType
{
    Predictor,
    Transformer,
    Explainer,
}
