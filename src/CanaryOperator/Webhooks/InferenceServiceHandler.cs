using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Runtime.Webhooks;

namespace CanaryOperator.Webhooks;

/// <summary>Reads what an admission request is about.</summary>
internal abstract class InferenceServiceHandler : IAdmissionHandler
{
    public ValueTask<AdmissionResponse> HandleAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new(Read(request.Object) is { } written ? Handle(request, written) : AdmissionResponse.Allowed([]));
        }
        catch (JsonException exception)
        {
            // The schema of the CRD refuses most of that in better words.
            return new(AdmissionResponse.Denied($"The InferenceService cannot be read: {exception.Message}", code: 422));
        }
    }

    /// <param name="written">The object of <paramref name="request"/>.</param>
    protected abstract AdmissionResponse Handle(AdmissionRequest request, InferenceService written);

    /// <exception cref="JsonException">It does not fit its type.</exception>
    protected static InferenceService? Read(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } element ? element.Deserialize(ApiJsonContext.Default.InferenceService) : null;
}
