using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Ingress;

/// <summary>InferenceServices and their components as Knative exposes them.</summary>
internal static class Routes
{
    public static readonly InferenceServiceConfig Config = InferenceServiceConfig.Default;

    public static InferenceService InferenceService(
        string name = "my-model", string @namespace = Some.Namespace, params ComponentType[] others)
    {
        var inferenceService = Some.InferenceService("{}", name: name);
        return inferenceService with
        {
            Metadata = inferenceService.Metadata with { NamespaceProperty = @namespace },
            Spec = inferenceService.Spec! with
            {
                Transformer = others.Contains(ComponentType.Transformer) ? new() : null,
                Explainer = others.Contains(ComponentType.Explainer) ? new() : null,
            },
        };
    }

    public static InferenceService ClusterLocal(this InferenceService inferenceService) =>
        inferenceService.WithLabels(("networking.knative.dev/visibility", "cluster-local"));

    /// <summary>As with Knative's own domain template.</summary>
    public static RoutedComponent Component(
        this InferenceService inferenceService, ComponentType type = ComponentType.Predictor, string domain = "example.com")
    {
        var service = $"{inferenceService.Name()}-{type.Key()}.{inferenceService.Namespace()}";
        return new(type, "True", $"http://{service}.{domain}", $"http://{service}.svc.cluster.local");
    }

    public static InferenceServiceUrls Urls(this InferenceService inferenceService, IngressConfig? config = null) =>
        InferenceServiceUrls.Routed(
            inferenceService, inferenceService.Component(inferenceService.Spec.Entry()), config ?? Config.Ingress);

    public static InferenceServiceConfig With(IngressConfig ingress) => Config with { Ingress = ingress };
}
