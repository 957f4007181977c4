namespace CanaryOperator.Api.V1Beta1;

/// <summary>Works on requests before, and on answers after, the predictor.</summary>
public sealed record TransformerSpec : ComponentSpec;
