using CanaryOperator.Api;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Controllers;

/// <summary>
/// Applies defaults, validates, finds the runtime and renders the components. Whatever is wrong becomes a <see cref="Problem"/>.
/// </summary>
/// <param name="group">API group of the InferenceServices.</param>
internal sealed class InferenceServiceRenderer(
    string group,
    IResourceInformer<ServingRuntime> runtimes,
    IResourceInformer<ClusterServingRuntime> clusterRuntimes)
{
    /// <summary>Index of runtimes by their namespace.</summary>
    public const string ByNamespace = "namespace";

    private static readonly Problem Stopped = new(
        Problem.Stopped, "Stopped by its annotation: nothing serves it until the annotation is removed. Rollouts start anew then.");

    public RenderedInferenceService Render(InferenceService written, InferenceServiceConfig config)
    {
        if (written.GetAnnotation(WellKnown.StopAnnotation(group)) == "true")
        {
            return Not(written, Stopped);
        }

        var inferenceService = InferenceServiceDefaulting.Apply(written, config.Defaults);
        if (InferenceServiceValidation.Validate(inferenceService) is { Count: > 0 } errors)
        {
            return Not(written, new(Problem.InvalidSpec, string.Join(" ", errors)));
        }

        var selection = inferenceService.Spec!.Predictor!.Model is null ? new(null, null) : Select(inferenceService);
        return new(
            selection.Runtime,
            inferenceService.Spec.Present().ToDictionary(type => type, type => Render(inferenceService, type, selection, config)),
            IsValid: true);
    }

    private static RenderedInferenceService Not(InferenceService written, Problem problem)
    {
        var types = written.Spec.Present().Append(ComponentType.Predictor).Distinct();
        return new(null, types.ToDictionary(type => type, _ => new RenderedComponent(null, problem)), IsValid: false);
    }

    private RuntimeSelection Select(InferenceService inferenceService) => RuntimeSelection.Select(
        inferenceService,
        runtimes.ByIndex(ByNamespace, inferenceService.Namespace()),
        clusterRuntimes.List());

    private RenderedComponent Render(
        InferenceService inferenceService, ComponentType type, RuntimeSelection selection, InferenceServiceConfig config)
    {
        if (type == ComponentType.Predictor && selection.Failure is { } failure)
        {
            return new(null, new(failure.Reason!, failure.Message!, failure));
        }

        try
        {
            var runtime = type == ComponentType.Predictor ? selection.Runtime : null;
            return new(ComponentRenderer.Render(inferenceService, type, group, runtime, config), null);
        }
        catch (RenderingException exception)
        {
            var why = new FailureInfo { Reason = FailureReasons.InvalidPredictorSpec, Message = exception.Message };
            return new(null, new(Problem.InvalidSpec, exception.Message, why));
        }
    }
}
