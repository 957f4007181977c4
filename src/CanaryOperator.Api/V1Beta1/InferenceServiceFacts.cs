namespace CanaryOperator.Api.V1Beta1;

/// <summary>What an InferenceService says of itself, however incomplete it is.</summary>
internal static class InferenceServiceFacts
{
    /// <summary>KServe's when the object does not say.</summary>
    public static string Group(this InferenceService inferenceService) =>
        inferenceService.ApiVersion?.Split('/') is [{ Length: > 0 } group, _] ? group : WellKnown.KServeGroup;

    public static string? Annotation(this InferenceService inferenceService, string key) =>
        inferenceService.Metadata?.Annotations?.GetValueOrDefault(key);
}
