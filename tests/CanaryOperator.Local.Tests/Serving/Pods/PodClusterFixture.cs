using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving;
using CanaryOperator.Local.Serving.Pods;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Local.Tests.Knative;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.Serving.Pods;

/// <summary>A real API server that speaks Knative and has pods.</summary>
public sealed class PodClusterFixture : KnativeClusterFixture
{
    public PodClusterFixture()
    {
        Demand = new(TimeProvider.System);
        Options = new()
        {
            Pods = new()
            {
                Servers = Servers,
                Demand = Demand,
                LoadTime = TimeSpan.FromMilliseconds(50),
                IdleWindow = TimeSpan.FromMilliseconds(500),
                UnroutedDelay = TimeSpan.FromMilliseconds(100),
                DrainTime = TimeSpan.FromMilliseconds(100),
                RestartDelay = TimeSpan.FromMilliseconds(200),
            },
        };
    }

    internal FakeModelServers Servers { get; } = new();

    internal RevisionDemand Demand { get; }

    internal override KnativeEmulatorOptions Options { get; }

    /// <summary>Writes a Knative Service as the operator would.</summary>
    /// <param name="traffic">JSON; all to the newest when null.</param>
    internal Task RolloutAsync(string name, string image, string? traffic = null, params (string Key, string Value)[] annotations)
    {
        var service = new RecordedStep("", image, JsonNode.Parse(traffic ?? """[{"percent":100}]""")!.AsArray(), [], null).Service(name);
        service["spec"]!["template"]!["metadata"] = new JsonObject
        {
            ["labels"] = new JsonObject
            {
                ["serving.kserve.io/inferenceservice"] = name, ["serving.kubeflow.org/inferenceservice"] = name,
            },
            ["annotations"] = new JsonObject { ["autoscaling.knative.dev/min-scale"] = "1" },
        };
        foreach (var (key, value) in annotations)
        {
            service["spec"]!["template"]!["metadata"]!["annotations"]![key] = value;
        }

        return Eventually.BecomesTrueAsync(() => TryWriteAsync(service), $"{name} is written, which Knative may be doing too");
    }

    internal async Task<IReadOnlyList<Pod>> PodsOfAsync(string revision)
    {
        var options = new ListOptions { Namespace = "default", LabelSelector = $"serving.knative.dev/revision={revision}" };
        return (await Client.ListAsync(PodResources.Pods, options, CancellationToken.None)).Items;
    }

    /// <summary>The one pod of the revision, once it is ready.</summary>
    internal async Task<Pod> ReadyPodOfAsync(string revision)
    {
        IReadOnlyList<Pod> pods = [];
        await Eventually.BecomesTrueAsync(
            async () => (pods = await PodsOfAsync(revision)) is [{ IsReady: true, Metadata.DeletionTimestamp: null }],
            $"{revision} has one pod, which is ready");
        return pods[0];
    }

    internal Task NoPodsOfAsync(string revision) =>
        Eventually.BecomesTrueAsync(async () => (await PodsOfAsync(revision)).Count == 0, $"{revision} has no pods");

    internal async Task ReadyAsync(string service)
    {
        KnativeObject? found = null;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                found = await Client.GetAsync(KnativeResources.Services, service, "default", CancellationToken.None);
                return found!.IsObserved() && found.Status.Condition("Ready")?.Status == "True";
            },
            $"{service} is ready");
    }

    private async Task<bool> TryWriteAsync(JsonObject service)
    {
        try
        {
            await WriteAsync(service);
            return true;
        }
        catch (KubernetesException exception) when (exception.IsConflict)
        {
            return false;
        }
    }
}
