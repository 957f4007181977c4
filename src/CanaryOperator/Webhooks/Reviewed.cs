using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Runtime.Webhooks;

namespace CanaryOperator.Webhooks;

/// <summary>Reads the InferenceServices of an admission request.</summary>
internal static class Reviewed
{
    /// <summary>Null when there is none.</summary>
    /// <exception cref="JsonException">It does not fit its type; the schema of the CRD refuses most of that in better words.</exception>
    public static InferenceService? Read(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } element ? element.Deserialize(ApiJsonContext.Default.InferenceService) : null;

    public static AdmissionResponse Unreadable(JsonException exception) =>
        AdmissionResponse.Denied($"The InferenceService cannot be read: {exception.Message}", code: 422);
}
