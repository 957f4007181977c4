using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Storage;

namespace CanaryOperator.Rendering;

/// <summary>Renders a component to the Knative Service that runs it. Pure; the input is defaulted and valid.</summary>
internal static class ComponentRenderer
{
    /// <param name="group">API group of the InferenceService: its labels and annotations follow it.</param>
    /// <param name="runtime">Of the predictor's model; null when it has custom containers. Other components do without.</param>
    /// <exception cref="RenderingException">It cannot be rendered as it is.</exception>
    public static DesiredService Render(
        InferenceService inferenceService, ComponentType component, string group, SelectedRuntime? runtime, InferenceServiceConfig config)
    {
        var context = new ComponentContext(
            inferenceService, component, group, component == ComponentType.Predictor ? runtime : null, config);
        var metadata = new PropagatedMetadata(context);
        var storage = ModelStorage.Of(context);
        var annotations = metadata.TemplateAnnotations();
        ScalingAnnotations.Apply(annotations, context.Component);
        foreach (var (key, value) in storage.Annotations)
        {
            annotations[key] = value;
        }

        var template = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = JsonNodes.From(metadata.TemplateLabels()),
                ["annotations"] = JsonNodes.From(annotations),
            },
            ["spec"] = PodRenderer.Render(context, storage),
        };
        var hash = TemplateHash.Of(CanonicalJson.ToElement(template));
        template["metadata"]!["annotations"]![WellKnown.TemplateHashAnnotation] = hash;

        return new(
            ChildNames.Service(context.Name, component),
            metadata.ServiceLabels(),
            metadata.ServiceAnnotations(),
            CanonicalJson.ToElement(template),
            hash,
            inferenceService.GetAnnotation(WellKnown.EnableTagRoutingAnnotation(group)) == "true" ? "latest" : null);
    }
}
