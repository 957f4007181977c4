namespace CanaryOperator.Api.Experiments;

/// <summary>A loop begins when the InferenceService is Ready in its current generation. Without the gate it need only exist.</summary>
public sealed record ReadinessGate
{
    /// <summary>The loop fails when it takes longer. Default: <c>60s</c>.</summary>
    public string? Timeout { get; init; }
}
