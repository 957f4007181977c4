using System.Text.Json.Nodes;
using CanaryOperator.Api.Pods;
using CanaryOperator.Storage;

namespace CanaryOperator.Rendering;

/// <summary>Renders a component to the spec of its revisions.</summary>
internal static class PodRenderer
{
    public static JsonObject Render(ComponentContext context, ModelStorage storage)
    {
        var component = context.Component;
        var spec = ContainerMerge.Overlay(
            JsonNodes.Pick(context.Runtime?.Spec.AdditionalProperties, PodFields.Names),
            JsonNodes.Pick(component.AdditionalProperties, PodFields.Names));
        var containers = ContainerRenderer.Render(context, storage);
        storage.AddTo(spec, containers);
        spec["containers"] = new JsonArray([.. containers]);
        if (component.ContainerConcurrency is { } concurrency)
        {
            spec["containerConcurrency"] = concurrency;
        }

        if (component.Timeout is { } timeout)
        {
            spec["timeoutSeconds"] = timeout;
            spec["responseStartTimeoutSeconds"] = timeout;
        }

        return spec;
    }
}
