using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Ingress;

/// <summary>Which component requests reach first.</summary>
internal static class EntryComponent
{
    /// <summary>The transformer, which calls the predictor itself; without one the predictor.</summary>
    public static ComponentType Entry(this InferenceServiceSpec? spec) =>
        spec.Component(ComponentType.Transformer) is null ? ComponentType.Predictor : ComponentType.Transformer;
}
