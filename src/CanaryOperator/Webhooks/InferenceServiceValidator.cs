using System.Text.Json;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Runtime.Webhooks;

namespace CanaryOperator.Webhooks;

/// <summary>Refuses what could not be carried out, and warns of what may surprise.</summary>
internal sealed class InferenceServiceValidator(ConfigurationSource configuration) : InferenceServiceHandler
{
    protected override AdmissionResponse Handle(AdmissionRequest request, InferenceService written)
    {
        var defaults = configuration.Current.Defaults;
        var inferenceService = InferenceServiceDefaulting.Apply(written, defaults);
        var old = ReadOld(request);
        var errors = old is null
            ? InferenceServiceValidation.Validate(inferenceService)
            : InferenceServiceValidation.ValidateUpdate(old, inferenceService, defaults);
        return errors.Count == 0
            ? AdmissionResponse.Allowed(InferenceServiceWarnings.Of(written, old))
            : AdmissionResponse.Denied(string.Join(" ", errors), code: 422);
    }

    /// <summary>An old object that cannot be read must not keep anybody from putting it right.</summary>
    private static InferenceService? ReadOld(AdmissionRequest request)
    {
        try
        {
            return Read(request.OldObject);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
