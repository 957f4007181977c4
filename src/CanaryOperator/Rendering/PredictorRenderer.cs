using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Pods;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Rendering;

/// <summary>Renders a predictor to the Knative Service that runs it. Pure; the input is defaulted and valid.</summary>
internal static class PredictorRenderer
{
    private const string Component = "predictor";

    /// <param name="group">API group of the InferenceService: its labels and annotations follow it.</param>
    /// <param name="runtime">Null for custom containers.</param>
    /// <exception cref="RenderingException">The runtime cannot be used for it.</exception>
    public static DesiredService Render(InferenceService inferenceService, string group, ClusterServingRuntime? runtime)
    {
        var (metadata, predictor) = (inferenceService.Metadata, inferenceService.Spec!.Predictor!);
        var own = new Dictionary<string, string>
        {
            [WellKnown.InferenceServiceLabel(group)] = inferenceService.Name(),
            [WellKnown.ComponentLabel] = Component,
        };
        var annotations = PropagatedMetadata.Annotations(runtime?.Spec?.Annotations, metadata.Annotations, predictor.Annotations);
        foreach (var (key, value) in Autoscaling(predictor, annotations))
        {
            annotations[key] = value;
        }

        if (predictor.Model?.StorageUri is { } storageUri)
        {
            annotations[WellKnown.StorageSourceUriAnnotation(group)] = storageUri;
        }

        var template = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = ToJson(PropagatedMetadata.Labels(runtime?.Spec?.Labels, metadata.Labels, predictor.Labels, own)),
                ["annotations"] = ToJson(annotations),
            },
            ["spec"] = PodSpec(predictor, metadata, runtime),
        };
        var hash = TemplateHash.Of(CanonicalJson.ToElement(template));
        template["metadata"]!["annotations"]![WellKnown.TemplateHashAnnotation] = hash;

        return new(
            ChildNames.Service(inferenceService.Name(), ComponentType.Predictor),
            PropagatedMetadata.Merge(metadata.Labels, predictor.Labels, own),
            ServiceAnnotations(metadata),
            CanonicalJson.ToElement(template),
            hash,
            inferenceService.GetAnnotation(WellKnown.EnableTagRoutingAnnotation(group)) == "true" ? "latest" : null);
    }

    private static Dictionary<string, string> ServiceAnnotations(V1ObjectMeta metadata) =>
        metadata.Annotations?.GetValueOrDefault(WellKnown.RolloutDurationAnnotation) is { } duration
            ? new() { [WellKnown.RolloutDurationAnnotation] = duration }
            : [];

    private static IEnumerable<KeyValuePair<string, string>> Autoscaling(
        PredictorSpec predictor, SortedDictionary<string, string> annotations)
    {
        const string prefix = "autoscaling.knative.dev/";
        yield return new(prefix + "class", annotations.GetValueOrDefault(prefix + "class", "kpa.autoscaling.knative.dev"));
        yield return new(prefix + "min-scale", $"{predictor.MinReplicas ?? 1}");
        if (predictor.MaxReplicas is > 0)
        {
            yield return new(prefix + "max-scale", $"{predictor.MaxReplicas}");
        }

        if (predictor.ScaleTarget is { } target)
        {
            yield return new(prefix + "target", $"{target}");
        }

        if (predictor.ScaleMetric is { } metric)
        {
            yield return new(prefix + "metric", metric);
        }
    }

    private static JsonObject PodSpec(PredictorSpec predictor, V1ObjectMeta metadata, ClusterServingRuntime? runtime)
    {
        var spec = ContainerMerge.Overlay(
            Pick(runtime?.Spec?.AdditionalProperties, PodFields.Names), Pick(predictor.AdditionalProperties, PodFields.Names));
        spec["containers"] = new JsonArray([.. Containers(predictor, metadata, runtime)]);
        if (predictor.ContainerConcurrency is { } concurrency)
        {
            spec["containerConcurrency"] = concurrency;
        }

        if (predictor.Timeout is { } timeout)
        {
            spec["timeoutSeconds"] = timeout;
            spec["responseStartTimeoutSeconds"] = timeout;
        }

        return spec;
    }

    private static IEnumerable<JsonNode?> Containers(PredictorSpec predictor, V1ObjectMeta metadata, ClusterServingRuntime? runtime)
    {
        var own = (predictor.Containers ?? []).Select(ToJson);
        if (runtime is null || predictor.Model is not { } model)
        {
            return own;
        }

        var containers = runtime.Spec?.Containers ?? [];
        var main = containers.FirstOrDefault(container => container.Name == WellKnown.MainContainerName)
            ?? throw new RenderingException(
                $"The ClusterServingRuntime {runtime.Metadata.Name} has no container called {WellKnown.MainContainerName}: "
                + "it cannot serve a model.");
        return [ModelServer(main, model, metadata), .. containers.Where(container => container != main).Select(ToJson), .. own];
    }

    private static JsonObject ModelServer(Container runtime, ModelSpec model, V1ObjectMeta metadata)
    {
        var server = ContainerMerge.Merge(
            (JsonObject)Placeholders.Fill(ToJson(runtime), metadata)!, Pick(model.AdditionalProperties, ContainerFields.Names));
        if (model.RuntimeVersion is { } version && (string?)server["image"] is { } image)
        {
            server["image"] = ImageReference.WithTag(image, version);
        }

        return server;
    }

    private static JsonObject Pick(IDictionary<string, JsonElement>? fields, IReadOnlyList<string> names) =>
        new((fields ?? new Dictionary<string, JsonElement>())
            .Where(field => names.Contains(field.Key))
            .Select(field => KeyValuePair.Create(field.Key, ToJson(field.Value))));

    private static JsonObject ToJson(Container container) =>
        (JsonObject)ToJson(JsonSerializer.SerializeToElement(container, ApiJsonContext.Default.Container))!;

    private static JsonObject ToJson(SortedDictionary<string, string> map) =>
        new(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    /// <summary>A node of its own: nodes made from elements are not safe to share, and the caches are shared.</summary>
    private static JsonNode? ToJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => JsonValue.Create(element),
    };
}
