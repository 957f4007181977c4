using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Pods.Kubelet;
using CanaryOperator.Local.Serving.Pods.Model;

namespace CanaryOperator.Local.Tests.Serving.Pods;

/// <summary>The statuses are shown by the real kubectl, for pods of a node that nobody runs.</summary>
[Collection(nameof(PodCluster))]
public sealed class PodStatusRulesTests(PodClusterFixture cluster)
{
    [Theory]
    [InlineData("Fetching", 0, true, "0/2 +Init:0/1 +0")]
    [InlineData("Creating", 0, true, "0/2 +PodInitializing +0")]
    [InlineData("Creating", 0, false, "0/2 +ContainerCreating +0")]
    [InlineData("Loading", 0, true, "0/2 +Running +0")]
    [InlineData("Ready", 0, true, "2/2 +Running +0")]
    [InlineData("Ready", 3, false, "2/2 +Running +3")]
    [InlineData("Exited", 0, true, "0/2 +Error +0")]
    [InlineData("Exited", 2, true, "0/2 +CrashLoopBackOff +2")]
    [InlineData("Draining", 0, true, "1/2 +Running +0")]
    public async Task Kubectl_shows_each_stage_as_in_a_cluster(string stage, int restarts, bool fetches, string expected)
    {
        var pod = await CreateAsync(fetches);
        var life = new PodLife(Enum.Parse<PodStage>(stage), SomePod.Now)
        {
            Restarts = restarts, LastExit = new() { ExitCode = 1, Reason = "Error", FinishedAt = SomePod.Now },
        };

        var status = PodStatusRules.Of(pod, life, TimeSpan.FromSeconds(2), SomePod.Now);
        var patch = new PodPatch { Metadata = new() { Uid = pod.Uid() }, Status = status };
        var written = await cluster.Client.PatchAsync(
            PodResources.Pods, patch.ToPatch(), pod.Name(), pod.Namespace(), "status", CancellationToken.None);

        (await cluster.KubectlAsync("get", "pod", pod.Name())).Should().MatchRegex($@"{pod.Name()} +{expected} ");
        written.IsReady.Should().Be(stage == "Ready");
        written.Status.IsSameAs(status).Should().BeTrue("the API server keeps what was written");
        PodStatusRules.Of(written, life, TimeSpan.FromSeconds(2), SomePod.Now + TimeSpan.FromMinutes(1)).IsSameAs(status)
            .Should().BeTrue("nothing changes without a change of stage");
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var pod = new Pod { Spec = new() { Containers = [new() { Name = "kserve-container" }, new() { Name = "queue-proxy" }] } };

        var status = PodStatusRules.Of(pod, new PodLife(PodStage.Draining, SomePod.Now), TimeSpan.Zero, SomePod.Now);

        status.Condition("Ready").Should().BeEquivalentTo(
            new { Status = "False", Reason = "ContainersNotReady", Message = "containers with unready status: [queue-proxy]" });
        status.Condition("Initialized")!.Status.Should().Be("True");
        (status.Phase, status.PodIp, status.StartTime).Should().Be(("Running", "127.0.0.1", SomePod.Now));
    }

    [Fact]
    public void Containers_that_ran_before_their_runner_ended_are_started_once_more()
    {
        var pod = new Pod
        {
            Spec = new() { Containers = [new() { Name = "kserve-container" }], InitContainers = [new() { Name = "storage-initializer" }] },
        };
        PodLife.Of(pod, SomePod.Now).Should().Be(new PodLife(PodStage.Fetching, SomePod.Now));

        var ready = pod with { Status = PodStatusRules.Of(pod, new PodLife(PodStage.Ready, SomePod.Now), TimeSpan.Zero, SomePod.Now) };
        PodLife.Of(ready, SomePod.Now).Should().Be(new PodLife(PodStage.Loading, SomePod.Now) { Restarts = 1, StartedAt = SomePod.Now });
    }

    private async Task<Pod> CreateAsync(bool fetches)
    {
        var name = $"shown-{Guid.NewGuid()}";
        var spec = new JsonObject
        {
            ["nodeName"] = "elsewhere",
            ["containers"] = new JsonArray(
                new JsonObject { ["name"] = "kserve-container", ["image"] = "model" },
                new JsonObject { ["name"] = "queue-proxy", ["image"] = "q" }),
        };
        if (fetches)
        {
            spec["initContainers"] = new JsonArray(new JsonObject { ["name"] = "storage-initializer", ["image"] = "s" });
        }

        var pod = new RawObject { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" }, Spec = spec };
        await cluster.Client.CreateAsync(PodResources.NewPods, pod, CancellationToken.None);
        return (await cluster.Client.GetAsync(PodResources.Pods, name, "default", CancellationToken.None))!;
    }
}
