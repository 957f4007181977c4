using System.Collections.Frozen;
using System.Text.Json;
using CanaryOperator.Api.Pods;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>
/// Brings the ways to write an InferenceService to one, with everything said that it leaves open. Applying it twice changes nothing more.
/// </summary>
public static class InferenceServiceDefaulting
{
    private const string AutomountField = "automountServiceAccountToken";

    private static readonly FrozenSet<string> FrameworksOfProtocolV2 = FrozenSet.Create("triton", "onnx", "huggingface");
    private static readonly FrozenSet<string> FormatsOfProtocolV2 = FrozenSet.Create("triton", "vLLM");

    /// <summary>Only what follows from the object itself, for those who compare or check it.</summary>
    /// <inheritdoc cref="Complete"/>
    public static InferenceService Apply(InferenceService inferenceService) => Complete(inferenceService, null);

    /// <summary>Also what the configuration says.</summary>
    /// <inheritdoc cref="Complete"/>
    public static InferenceService Apply(InferenceService inferenceService, InferenceServiceDefaults defaults) =>
        Complete(inferenceService, defaults);

    /// <remarks>
    /// Never throws, and loses no field. A component with no or several implementations keeps them, so that validation can name the user's
    /// own fields.
    /// </remarks>
    private static InferenceService Complete(InferenceService inferenceService, InferenceServiceDefaults? defaults)
    {
        if (inferenceService.Spec is not { } spec)
        {
            return WithAnnotations(inferenceService);
        }

        return WithAnnotations(inferenceService with
        {
            Spec = spec with
            {
                Predictor = spec.Predictor is { } predictor ? WithToken(OneImplementation(predictor, defaults), defaults) : null,
                Transformer = spec.Transformer is { } transformer
                    ? WithToken(transformer with { Containers = WithMainContainer(transformer.Containers, defaults) }, defaults)
                    : null,
                Explainer = spec.Explainer is { } explainer
                    ? WithToken(explainer with { Containers = WithMainContainer(explainer.Containers, defaults) }, defaults)
                    : null,
            },
        });
    }

    private static InferenceService WithAnnotations(InferenceService inferenceService)
    {
        var modeKey = WellKnown.DeploymentModeAnnotation(inferenceService.Group());
        var mode = inferenceService.Annotation(modeKey);
        var format = inferenceService.Spec?.Predictor?.Model?.ModelFormat?.Name;
        if (inferenceService.Annotation(WellKnown.ModelFormatAnnotation) is not null)
        {
            format = null;
        }

        if (DeploymentModes.Current(mode) == mode && string.IsNullOrEmpty(format))
        {
            return inferenceService;
        }

        var metadata = inferenceService.Metadata ?? new();
        var annotations = new Dictionary<string, string>(metadata.Annotations ?? new Dictionary<string, string>());
        if (mode is not null)
        {
            annotations[modeKey] = DeploymentModes.Current(mode)!;
        }

        if (!string.IsNullOrEmpty(format))
        {
            annotations[WellKnown.ModelFormatAnnotation] = format;
        }

        return inferenceService with { Metadata = metadata with { Annotations = annotations } };
    }

    private static PredictorSpec OneImplementation(PredictorSpec predictor, InferenceServiceDefaults? defaults) =>
        PredictorImplementations.Of(predictor) switch
        {
            [PredictorImplementations.Model] => predictor with { Model = WithProtocol(predictor.Model!) },
            [PredictorImplementations.Containers] => predictor with { Containers = WithMainContainer(predictor.Containers, defaults) },
            [var framework] => FromFramework(predictor, framework),
            _ => predictor,
        };

    private static ModelSpec WithProtocol(ModelSpec model) =>
        model.ProtocolVersion is null && FormatsOfProtocolV2.Contains(model.ModelFormat?.Name ?? "")
            ? model with { ProtocolVersion = "v2" }
            : model;

    private static PredictorSpec FromFramework(PredictorSpec predictor, string framework)
    {
        var model = new ModelSpec(framework, PredictorImplementations.Framework(predictor, framework)!);
        if (model.ProtocolVersion is null && FrameworksOfProtocolV2.Contains(framework))
        {
            model = model with { ProtocolVersion = "v2" };
        }

        return predictor with
        {
            Model = model,
            Sklearn = null,
            Tensorflow = null,
            Xgboost = null,
            Pytorch = null,
            Triton = null,
            Onnx = null,
            Huggingface = null,
            Pmml = null,
            Lightgbm = null,
            Paddle = null,
        };
    }

    private static IReadOnlyList<Container>? WithMainContainer(IReadOnlyList<Container>? containers, InferenceServiceDefaults? defaults)
    {
        var index = containers is null ? -1 : MainContainers.IndexOf(containers);
        if (index < 0)
        {
            return containers;
        }

        var main = (containers![index] ?? new()) with { Name = WellKnown.MainContainerName };
        var filled = defaults is null ? main : ContainerResources.Fill(main, defaults);
        return [.. containers.Take(index), filled, .. containers.Skip(index + 1)];
    }

    private static T WithToken<T>(T component, InferenceServiceDefaults? defaults)
        where T : ComponentSpec
    {
        if (defaults is not { AutoMountServiceAccountToken: false } || component.AdditionalProperties?.ContainsKey(AutomountField) == true)
        {
            return component;
        }

        var fields = new Dictionary<string, JsonElement>(component.AdditionalProperties ?? new Dictionary<string, JsonElement>())
        {
            [AutomountField] = JsonSerializer.SerializeToElement(false, ApiJsonContext.Default.Boolean),
        };
        return component with { AdditionalProperties = fields };
    }
}
