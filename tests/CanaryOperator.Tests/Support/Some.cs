using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Metrics;
using CanaryOperator.Rendering;

namespace CanaryOperator.Tests.Support;

/// <summary>Objects with everything in them that a test does not care about.</summary>
internal static class Some
{
    public const string Namespace = "demo";

    /// <param name="predictor">JSON of the predictor.</param>
    public static InferenceService InferenceService(string predictor, string group = WellKnown.KServeGroup, string name = "my-model") =>
        Json.Read(
            $$"""{"apiVersion":"{{group}}/v1beta1","kind":"InferenceService","spec":{"predictor":{{predictor}} } }""",
            ApiJsonContext.Default.InferenceService) with
        {
            Metadata = new V1ObjectMeta
            {
                Name = name, NamespaceProperty = Namespace, Uid = $"uid-of-{name}", Generation = 1, ResourceVersion = "100",
            },
        };

    /// <summary>A TensorFlow model whose version is in its storage URI.</summary>
    public static InferenceService Flowers(int version = 1, long? percent = null, string group = WellKnown.KServeGroup)
    {
        var model = $$"""{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-{{version}}"}""";
        return InferenceService($$"""{"model":{{model}},"canaryTrafficPercent":{{percent?.ToString() ?? "null"}} }""", group);
    }

    /// <summary>Of the flowers: the mean latency of both versions is at most 10.</summary>
    /// <param name="timing">JSON of properties of the spec, with a comma at the end.</param>
    /// <param name="rest">The same.</param>
    public static Experiment Experiment(string timing, string rest = "") => Json.Read(
        $$"""
        {
          "apiVersion": "canaryoperator.io/v1alpha1",
          "kind": "Experiment",
          "metadata": {"name": "exp", "namespace": "{{Namespace}}"},
          "spec": {
            {{timing}} {{rest}}
            "target": {"inferenceService": "my-model"},
            "metrics": [{"name": "p", "template": {"name": "kserve-prometheus"} }],
            "objectives": [{"metric": "p/latency-mean", "upper": 10}]
          }
        }
        """,
        ApiJsonContext.Default.Experiment);

    /// <param name="spec">JSON of the spec.</param>
    public static ClusterServingRuntime Runtime(string spec, string name = "serving") =>
        Json.Read($$"""{"spec":{{spec}} }""", ApiJsonContext.Default.ClusterServingRuntime) with { Metadata = new() { Name = name } };

    /// <summary>A runtime for <paramref name="format"/> that is chosen by itself.</summary>
    public static ClusterServingRuntime RuntimeFor(string format) => Runtime(
        $$$"""
        {
          "supportedModelFormats": [{"name": "{{{format}}}", "autoSelect": true}],
          "containers": [{"name": "kserve-container", "image": "example.com/{{{format}}}:1", "args": ["--model={{.Name}}"]}]
        }
        """);

    public static DesiredService Rendered(InferenceService inferenceService, ClusterServingRuntime? runtime = null) =>
        Rendered(inferenceService, ComponentType.Predictor, runtime);

    public static DesiredService Rendered(
        InferenceService inferenceService,
        ComponentType component,
        ClusterServingRuntime? runtime = null,
        InferenceServiceConfig? config = null) =>
        ComponentRenderer.Render(
            InferenceServiceDefaulting.Apply(inferenceService),
            component,
            inferenceService.ApiVersion!.Split('/')[0],
            runtime is null ? null : SelectedRuntime.From(runtime),
            config ?? InferenceServiceConfig.Default);

    public static OperatorMetrics Metrics() => new(new Meter("Tests"));

    public static JsonNode Template(DesiredService desired) => Json.Node(desired.Template);

    public static V1Condition Condition(string type, string status, string? reason = null, string? message = null) =>
        new() { Type = type, Status = status, Reason = reason, Message = message };

    public static TrafficTarget Latest(long percent, string? revision = null) =>
        new() { LatestRevision = true, Percent = percent, RevisionName = revision };

    public static TrafficTarget Previous(string revision, long percent) =>
        new() { LatestRevision = false, RevisionName = revision, Percent = percent, Tag = "prev" };

    public static InferenceService WithAnnotations(this InferenceService inferenceService, params (string Key, string Value)[] pairs) =>
        inferenceService with { Metadata = inferenceService.Metadata with { Annotations = ToMap(pairs) } };

    public static InferenceService WithLabels(this InferenceService inferenceService, params (string Key, string Value)[] pairs) =>
        inferenceService with { Metadata = inferenceService.Metadata with { Labels = ToMap(pairs) } };

    private static Dictionary<string, string> ToMap((string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
