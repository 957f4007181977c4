using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Pods;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Storage;

namespace CanaryOperator.Rendering;

/// <summary>Renders the containers of a component.</summary>
internal static class ContainerRenderer
{
    private const int DefaultPort = 8080;
    private const string HttpPort = "8080";

    /// <exception cref="RenderingException">None of them would serve.</exception>
    public static IReadOnlyList<JsonObject> Render(ComponentContext context, ModelStorage storage)
    {
        List<JsonObject> containers = [.. (context.Component.Containers ?? []).OfType<Container>().Select(JsonNodes.From)];
        if (context is { Runtime: { } runtime, Model: { } model })
        {
            containers = WithHelpers(OfRuntime(context, runtime, model, storage), containers);
        }

        var main = containers.Find(IsMain)
            ?? throw new RenderingException(
                $"{context.Field}.containers has none called {WellKnown.MainContainerName}: name the one that serves so.");
        if (containers.Count > 1 && containers.TrueForAll(container => container["ports"] is not JsonArray { Count: > 0 }))
        {
            // Only of a single container does Knative guess that it gets the requests.
            main["ports"] = new JsonArray(new JsonObject { ["containerPort"] = DefaultPort });
        }

        if (context.Type != ComponentType.Predictor)
        {
            AddArguments(main, context);
            return containers;
        }

        foreach (var container in containers)
        {
            container.EnsureEnv("INFERENCE_SERVICE_NAME", context.Name);
        }

        return containers;
    }

    public static bool IsMain(JsonObject container) => container["name"].Text() == WellKnown.MainContainerName;

    private static List<JsonObject> OfRuntime(ComponentContext context, SelectedRuntime runtime, ModelSpec model, ModelStorage storage)
    {
        var server = ModelServer.For(context, runtime, model, storage);
        var containers = (runtime.Spec.Containers ?? []).OfType<Container>()
            .Select(container => (JsonObject)Placeholders.Fill(JsonNodes.From(container), server.Metadata)!)
            .ToList();
        var main = containers.Find(IsMain)
            ?? throw new RenderingException(
                $"The {runtime} has no container called {WellKnown.MainContainerName}: it cannot serve a model.");
        containers.Remove(main);
        return [server.Render(main), .. containers];
    }

    /// <summary>A helper called like one of the runtime's changes that one: two of a name would be refused.</summary>
    private static List<JsonObject> WithHelpers(List<JsonObject> containers, List<JsonObject> helpers)
    {
        foreach (var helper in helpers)
        {
            var name = helper["name"].Text();
            var index = containers.FindIndex(container => name is not null && !IsMain(container) && container["name"].Text() == name);
            if (index >= 0)
            {
                containers[index] = ContainerMerge.Merge(containers[index], helper);
            }
            else if (helper["image"] is null)
            {
                throw new RenderingException(
                    $"The container {name} has no image, and the runtime has no container of that name: say which image it runs.");
            }
            else
            {
                containers.Add(helper);
            }
        }

        return containers;
    }

    /// <summary>Tells a transformer or explainer whom it works for, in KServe's way, unless its author did.</summary>
    private static void AddArguments(JsonObject container, ComponentContext context)
    {
        var predictor = ChildNames.Service(context.Name, ComponentType.Predictor);
        AddArgument(container, "--model_name", context.Name);
        AddArgument(container, "--predictor_host", $"{predictor}.{context.Metadata.NamespaceProperty}");
        AddArgument(container, "--http_port", HttpPort);
    }

    private static void AddArgument(JsonObject container, string name, string value)
    {
        var isSet = (container["args"] as JsonArray ?? []).Select(argument => argument.Text())
            .Any(argument => argument == name || argument?.StartsWith(name + "=", StringComparison.Ordinal) == true);
        if (!isSet)
        {
            container.Append("args", name, value);
        }
    }
}
