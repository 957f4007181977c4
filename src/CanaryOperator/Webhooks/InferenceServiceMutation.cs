using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;
using CanaryOperator.Runtime.Webhooks;

namespace CanaryOperator.Webhooks;

/// <summary>
/// Fills in what an InferenceService leaves open, so that whoever reads it sees what applies. What its user wrote stays where it is: a
/// framework field of old is not moved to <c>model</c>, because the next <c>kubectl apply</c> would then write a second one beside it.
/// The reconciler does that in memory, and all the rest too, so nothing depends on this webhook.
/// </summary>
internal sealed class InferenceServiceMutation(ConfigurationSource configuration) : InferenceServiceHandler
{
    protected override AdmissionResponse Handle(AdmissionRequest request, InferenceService written)
    {
        if (written.IsBeingDeleted())
        {
            return AdmissionResponse.Allowed([]);
        }

        var defaulted = InferenceServiceDefaulting.Apply(written, configuration.Current.Defaults);
        var isMoved = written.Spec?.Predictor?.Model is null && defaulted.Spec?.Predictor?.Model is not null;
        var spec = isMoved ? defaulted.Spec! with { Predictor = written.Spec!.Predictor } : defaulted.Spec;

        // Only these two: reading an object drops what it does not need to know, and the rest must come back as it was.
        var patched = (JsonObject)JsonNodes.From(request.Object!.Value)!;
        if (spec is not null)
        {
            patched["spec"] = JsonSerializer.SerializeToNode(spec, ApiJsonContext.Default.InferenceServiceSpec);
        }

        if (defaulted.Metadata.Annotations is { } annotations)
        {
            patched["metadata"]!["annotations"] = JsonNodes.From(annotations);
        }

        return AdmissionResponse.Patched(CanonicalJson.ToElement(patched), []);
    }
}
