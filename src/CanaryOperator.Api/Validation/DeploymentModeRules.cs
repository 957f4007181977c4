using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>KServe deploys in several modes, this operator by Knative alone: what is meant for another is refused, not ignored.</summary>
internal static class DeploymentModeRules
{
    private const string OfStandard = "is for KServe's deployment mode Standard, which this operator does not have";

    private static readonly (string Field, string Instead)[] OfOtherModes =
    [
        ("autoScaling", "set scaleMetric and scaleTarget"),
        ("scaleMetricType", "remove it; scaleTarget is a value per pod"),
        ("deploymentStrategy", "remove it; canaryTrafficPercent and serving.knative.dev/rollout-duration say how traffic moves"),
        ("workerSpec", "remove it and serve the model from one pod"),
    ];

    public static IEnumerable<FieldError> Errors(InferenceService inferenceService)
    {
        foreach (var error in ModeErrors(inferenceService))
        {
            yield return error;
        }

        var classKey = WellKnown.AutoscalerClassAnnotation(inferenceService.Group());
        if (inferenceService.Annotation(classKey) is { } autoscaler && autoscaler is not ("hpa" or "external" or "keda" or "none"))
        {
            yield return new(
                $"metadata.annotations[{classKey}]",
                autoscaler,
                "must be hpa, external, keda or none; none of them has an effect in mode Knative.");
        }

        var canary = new Field("spec.canary", inferenceService.Spec?.Canary);
        if (canary.IsSet)
        {
            yield return canary.Error($"{OfStandard}: set spec.predictor.canaryTrafficPercent instead.");
        }
    }

    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        foreach (var (name, instead) in OfOtherModes)
        {
            var field = component[name];
            if (field.IsPresent)
            {
                yield return field.Error($"{OfStandard}: {instead}.");
            }
        }
    }

    private static IEnumerable<FieldError> ModeErrors(InferenceService inferenceService)
    {
        var key = WellKnown.DeploymentModeAnnotation(inferenceService.Group());
        var field = $"metadata.annotations[{key}]";
        var mode = inferenceService.Annotation(key);
        switch (DeploymentModes.Current(mode))
        {
            case null or DeploymentModes.Knative:
                break;
            case "Standard" or "ModelMesh":
                yield return new(
                    field, mode, "is a deployment mode that this operator does not have: remove the annotation or set it to Knative.");
                break;
            default:
                yield return new(field, mode, "is not a deployment mode: Knative is, and nothing else is supported.");
                break;
        }

        var rawKey = $"{inferenceService.Group()}/raw";
        if (inferenceService.Annotation(rawKey) is "true")
        {
            yield return new(
                $"metadata.annotations[{rawKey}]",
                "true",
                "asks for KFServing's raw deployment, which this operator does not have: remove it.");
        }

        var recorded = inferenceService.Status?.DeploymentMode;
        if (!string.IsNullOrEmpty(recorded) && DeploymentModes.Current(recorded) != DeploymentModes.Knative)
        {
            yield return new(
                "status.deploymentMode",
                recorded,
                "is how it was deployed so far, and may not change; Knative alone is supported: delete it and create it anew.");
        }
    }
}
