using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Knative.StateMachine;
using CanaryOperator.Local.Serving.Pods.Kubelet;
using CanaryOperator.Local.Serving.Pods.Model;

namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>Makes a Revision's pods as Knative's Deployment would.</summary>
internal static class PodTemplate
{
    private const int DefaultPort = 8080;

    /// <summary>Fields of a Revision that pods do not have.</summary>
    private static readonly string[] NotOfPods =
        ["containerConcurrency", "timeoutSeconds", "responseStartTimeoutSeconds", "idleTimeoutSeconds"];

    /// <summary>They tell of the Revision, not of what it runs.</summary>
    private static readonly string[] NotForPods =
        [KnativeResources.RoutingStateLabel, KnativeResources.RoutingStateModifiedAnnotation, KnativeResources.RoutesAnnotation];

    private static readonly string[] Probes = ["livenessProbe", "startupProbe"];

    private static readonly string[] Calls = ["httpGet", "tcpSocket", "grpc"];

    public static RawObject Pod(KnativeObject revision, string name) => new()
    {
        ApiVersion = PodResources.NewPods.ApiVersion,
        Kind = PodResources.NewPods.Kind,
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = revision.Namespace(),
            Labels = Inherited(revision.Metadata.Labels).With(
                ("app", revision.Name()),
                ("pod-template-hash", PodNames.TemplateHash(revision.Name())),
                (WellKnown.KnativeRevisionLabel, revision.Name()),
                (PodResources.RevisionUidLabel, revision.Uid()!)),
            Annotations = Inherited(revision.Metadata.Annotations),
            OwnerReferences = [revision.MakeOwnerReference()],
        },
        Spec = Spec(JsonSerializer.SerializeToNode(revision.Spec, KnativeJsonContext.Default.KnativeSpec)!.AsObject()),
    };

    private static IReadOnlyDictionary<string, string> Inherited(IReadOnlyDictionary<string, string>? map) =>
        NotForPods.Aggregate(map.With(), (rest, key) => rest.Without(key));

    private static JsonObject Spec(JsonObject spec)
    {
        spec["terminationGracePeriodSeconds"] = spec["timeoutSeconds"]?.DeepClone();
        foreach (var field in NotOfPods)
        {
            spec.Remove(field);
        }

        var containers = spec["containers"]!.AsArray();
        Complete([.. containers.Select(container => container!.AsObject())]);
        containers.Add((JsonNode)new JsonObject { ["name"] = "queue-proxy", ["image"] = "knative.dev/serving/cmd/queue" });
        spec["nodeName"] = PodKubelet.NodeName;
        return spec;
    }

    /// <summary>Knative lets its users leave the port out, and its queue-proxy asks whether the containers are ready.</summary>
    private static void Complete(IReadOnlyList<JsonObject> containers)
    {
        var serving = containers.FirstOrDefault(container => container["ports"] is JsonArray { Count: > 0 })
            ?? containers.FirstOrDefault(container => (string?)container["name"] == WellKnown.MainContainerName)
            ?? containers[0];
        if (serving["ports"] is not JsonArray { Count: > 0 } ports)
        {
            serving["ports"] = ports = [new JsonObject { ["name"] = "user-port" }];
        }

        var port = ports[0]!["containerPort"] ??= DefaultPort;
        foreach (var call in Children(Probes, serving).SelectMany(probe => Children(Calls, probe)).Where(LacksPort))
        {
            call["port"] = port.DeepClone();
        }

        foreach (var container in containers)
        {
            container.Remove("readinessProbe");
        }
    }

    private static bool LacksPort(JsonObject call) =>
        call["port"] is null || (call["port"] is JsonValue value && value.TryGetValue<int>(out var port) && port == 0);

    private static IEnumerable<JsonObject> Children(IEnumerable<string> names, JsonObject parent) =>
        names.Select(name => parent[name]).OfType<JsonObject>();
}
