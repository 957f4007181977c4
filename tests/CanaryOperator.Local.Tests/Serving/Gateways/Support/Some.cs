using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Istio;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.Serving.Gateways.Support;

/// <summary>Objects as the operator, Knative and the emulator of pods write them.</summary>
internal static class Some
{
    public const string Namespace = "demo";

    public const string Predictor = "my-model-predictor";

    public static TrafficTarget Share(string revision, long percent) => new() { RevisionName = revision, Percent = percent };

    public static TrafficTarget Tag(string tag, string revision, long? percent = null, string route = Predictor) => new()
    {
        RevisionName = revision, Tag = tag, Percent = percent, Url = $"http://{tag}-{route}.{Namespace}.example.com",
    };

    public static KnativeObject Route(params TrafficTarget[] traffic) => Route(Predictor, traffic);

    public static KnativeObject Route(string name, params TrafficTarget[] traffic) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = Namespace },
        Status = new()
        {
            Url = $"http://{name}.{Namespace}.example.com",
            Address = new($"http://{name}.{Namespace}.svc.cluster.local"),
            Traffic = traffic,
        },
    };

    public static V1Pod Pod(string name, string revision, string address) => new()
    {
        Metadata = new()
        {
            Name = name,
            NamespaceProperty = Namespace,
            Labels = new Dictionary<string, string> { ["serving.knative.dev/revision"] = revision },
            Annotations = new Dictionary<string, string> { [PodAnnotations.Address] = address },
        },
        Status = new() { Conditions = [new() { Type = "Ready", Status = "True" }] },
    };

    public static V1Pod Terminating(this V1Pod pod) =>
        pod with { Metadata = pod.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } };

    public static V1Pod NotReady(this V1Pod pod) =>
        pod with { Status = new() { Conditions = [new() { Type = "Ready", Status = "False" }] } };

    public static VirtualService VirtualService(string yaml) =>
        YamlFile.ParseAll(yaml).Single().Deserialize(ApiJsonContext.Default.VirtualService)!;
}
