using System.Text.Json;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>A component that is to be validated: its type, and its JSON with the paths that its author knows.</summary>
internal sealed class ComponentFields
{
    private readonly InferenceService _inferenceService;

    public ComponentFields(InferenceService inferenceService, ComponentType type)
    {
        _inferenceService = inferenceService;
        Type = type;
        Spec = inferenceService.Spec.Component(type)!;
        Json = new($"spec.{type.Key()}", ToJson(Spec));
        Containers = [.. Json["containers"].Items];
        InitContainers = [.. Json["initContainers"].Items];
        Servers = Spec is PredictorSpec predictor ? [.. PredictorImplementations.Servers(predictor).Select(name => Json[name])] : [];
    }

    public ComponentType Type { get; }

    public ComponentSpec Spec { get; }

    public Field Json { get; }

    public Field this[string name] => Json[name];

    public IReadOnlyList<Field> Containers { get; }

    public IReadOnlyList<Field> InitContainers { get; }

    /// <summary><c>model</c> and the frameworks of old, each with a container inline.</summary>
    public IReadOnlyList<Field> Servers { get; }

    public IEnumerable<Field> AllContainers => [.. Servers, .. Containers, .. InitContainers];

    /// <summary>The container of one's own that serves, if there is one; it may not have its name yet.</summary>
    public Field? MainContainer
    {
        get
        {
            if (Servers.Count > 0 || Spec.Containers is not { } containers)
            {
                return null;
            }

            var index = MainContainers.IndexOf(containers);
            return index < 0 ? null : Containers[index];
        }
    }

    /// <summary>Whether Kubernetes' own autoscaler is asked for, which knows processors and memory and not requests.</summary>
    public bool IsScaledByPods => Annotation(Autoscaling.Class).Text is Autoscaling.HpaClass;

    /// <summary>The one that its revisions get: its own, otherwise that of the InferenceService.</summary>
    public Field Annotation(string key)
    {
        var own = Spec.Annotations?.GetValueOrDefault(key);
        var text = own ?? _inferenceService.Annotation(key);
        return new(
            own is null ? $"metadata.annotations[{key}]" : $"{Json.Path}.annotations[{key}]",
            text is null ? null : JsonSerializer.SerializeToElement(text, ApiJsonContext.Default.String));
    }

    private static JsonElement ToJson(ComponentSpec spec) => spec switch
    {
        PredictorSpec predictor => JsonSerializer.SerializeToElement(predictor, ApiJsonContext.Default.PredictorSpec),
        TransformerSpec transformer => JsonSerializer.SerializeToElement(transformer, ApiJsonContext.Default.TransformerSpec),
        ExplainerSpec explainer => JsonSerializer.SerializeToElement(explainer, ApiJsonContext.Default.ExplainerSpec),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.GetType().Name, null),
    };
}
