using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>Why a model was not loaded.</summary>
public sealed record FailureInfo
{
    /// <summary>Pod or component.</summary>
    public string? Location { get; init; }

    /// <summary>
    /// <c>ModelLoadFailed</c>, <c>RuntimeUnhealthy</c>, <c>RuntimeDisabled</c>, <c>NoSupportingRuntime</c>, <c>RuntimeNotRecognized</c> or
    /// <c>InvalidPredictorSpec</c>.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>A sentence, for people.</summary>
    public string? Message { get; init; }

    public string? ModelRevisionName { get; init; }

    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? Time { get; init; }

    public long? ExitCode { get; init; }
}
