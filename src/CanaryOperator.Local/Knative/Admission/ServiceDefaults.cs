using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.Admission;

/// <summary>What Knative's mutating webhook fills in, as the stored objects of the recordings show it.</summary>
internal static class ServiceDefaults
{
    /// <param name="service">The object to fill in.</param>
    /// <param name="old">The stored object when it is being updated.</param>
    /// <param name="userName">Who asks: becomes the creator, or the last modifier of a spec that changed.</param>
    /// <exception cref="JsonException">A field is not of the type that Knative expects.</exception>
    public static void Apply(JsonObject service, JsonObject? old, string userName)
    {
        var spec = Ensure(service, "spec", new JsonObject());
        var template = Ensure(spec, "template", new JsonObject());
        Ensure(template, "metadata", new JsonObject());
        ApplyToPod(Ensure(template, "spec", new JsonObject()));
        ApplyToTraffic(Ensure(spec, "traffic", new JsonArray()));

        var annotations = Ensure(Ensure(service, "metadata", new JsonObject()), "annotations", new JsonObject());
        if (old is null)
        {
            annotations[KnativeResources.CreatorAnnotation] = userName;
        }

        if (old is null || !JsonNode.DeepEquals(old["spec"], spec))
        {
            annotations[KnativeResources.LastModifierAnnotation] = userName;
        }
    }

    private static void ApplyToPod(JsonObject pod)
    {
        pod.TryAdd("containerConcurrency", 0);
        pod.TryAdd("enableServiceLinks", false);
        pod.TryAdd("timeoutSeconds", 300);
        var containers = Ensure(pod, "containers", new JsonArray()).OfType<JsonObject>().ToList();
        for (var i = 0; i < containers.Count; i++)
        {
            var container = containers[i];
            container.TryAdd("name", containers.Count == 1 ? "user-container" : $"user-container-{i}");
            Ensure(container, "resources", new JsonObject());
            if (containers.Count == 1 || container.ContainsKey("ports"))
            {
                ApplyToProbe(Ensure(container, "readinessProbe", new JsonObject()));
            }
        }
    }

    private static void ApplyToProbe(JsonObject probe)
    {
        probe.TryAdd("successThreshold", 1);
        if (!probe.ContainsKey("httpGet") && !probe.ContainsKey("exec") && !probe.ContainsKey("grpc"))
        {
            Ensure(probe, "tcpSocket", new JsonObject()).TryAdd("port", 0);
        }
    }

    private static void ApplyToTraffic(JsonArray traffic)
    {
        if (traffic.Count == 0)
        {
            traffic.Add((JsonNode)new JsonObject { ["percent"] = 100 });
        }

        foreach (var target in traffic.OfType<JsonObject>())
        {
            target.TryAdd("latestRevision", !target.ContainsKey("revisionName"));
        }
    }

    private static T Ensure<T>(JsonObject parent, string property, T whenMissing)
        where T : JsonNode
    {
        if (parent[property] is { } present)
        {
            var expected = whenMissing is JsonArray ? "a list" : "an object";
            return present as T ?? throw new JsonException($"{present.GetPath()} must be {expected}");
        }

        parent[property] = whenMissing;
        return whenMissing;
    }
}
