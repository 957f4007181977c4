using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Rendering;

/// <summary>All that the rendering of a component depends on.</summary>
/// <param name="Group">API group of the InferenceService: its labels and annotations follow it.</param>
/// <param name="Runtime">Null for custom containers, and so for everything but a predictor.</param>
internal sealed record ComponentContext(
    InferenceService InferenceService, ComponentType Type, string Group, SelectedRuntime? Runtime, InferenceServiceConfig Config)
{
    public string Name => InferenceService.Name();

    public V1ObjectMeta Metadata => InferenceService.Metadata;

    public ComponentSpec Component => InferenceService.Spec.Component(Type)!;

    /// <summary>Null for custom containers.</summary>
    public ModelSpec? Model => (Component as PredictorSpec)?.Model;

    /// <summary>Path of the component's field, for messages.</summary>
    public string Field => $"spec.{Type.Key()}";

    /// <summary>An annotation that the component, else the InferenceService, has.</summary>
    public string? Annotation(string key) => Component.Annotations?.GetValueOrDefault(key) ?? InferenceService.GetAnnotation(key);
}
