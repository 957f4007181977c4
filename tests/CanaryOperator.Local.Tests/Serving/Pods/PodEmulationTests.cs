using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Runtime;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.Serving.Pods;

[Collection(nameof(PodCluster))]
public sealed class PodEmulationTests(PodClusterFixture cluster)
{
    private const string PinnedToFirst =
        """[{"latestRevision":true,"percent":0},{"revisionName":"walked-00001","percent":100,"tag":"prev"}]""";

    private IKubernetesClient Client => cluster.Client;

    [Fact]
    public async Task Kubectl_lists_pods_as_in_the_tutorials()
    {
        await cluster.RolloutAsync("listed", "model:1");
        var pod = await cluster.ReadyPodOfAsync("listed-00001");

        foreach (var label in new[] { "serving.kserve.io/inferenceservice", "serving.kubeflow.org/inferenceservice" })
        {
            (await cluster.KubectlAsync("get", "pods", "-l", $"{label}=listed")).Should().MatchRegex(
                @"^NAME +READY +STATUS +RESTARTS +AGE\s+listed-00001-deployment-[a-z0-9]{8,10}-[a-z0-9]{5} +2/2 +Running +0 +\d+s\s*$");
        }

        var server = cluster.Servers.NewestOf(pod.Name());
        pod.GetAnnotation(PodAnnotations.Address).Should().Be(server.Address);
        pod.GetAnnotation(PodAnnotations.MetricsAddress).Should().Be(server.MetricsAddress);
        server.Options.Should().BeEquivalentTo(
            new { Namespace = "default", Service = "listed", Revision = "listed-00001", Model = "listed" });
        await cluster.ReadyAsync("listed");
    }

    [Fact]
    public async Task The_pods_of_a_promotion_and_a_pin_are_those_of_the_tutorials()
    {
        await cluster.RolloutAsync("walked", "model:1");
        var first = await cluster.ReadyPodOfAsync("walked-00001");
        var requests = new TaskCompletionSource();
        var server = cluster.Servers.NewestOf(first.Name());
        server.UntilDrained = requests.Task;

        await cluster.RolloutAsync("walked", "model:2");

        await Eventually.BecomesTrueAsync(
            async () => (await cluster.KubectlAsync("get", "pods", first.Name())).Contains("Terminating", StringComparison.Ordinal),
            "the first revision's pod ends");
        await cluster.ReadyPodOfAsync("walked-00002");
        await Eventually.BecomesTrueAsync(
            async () => (await cluster.KubectlAsync("get", "pods", "-l", "serving.knative.dev/revision=walked-00001"))
                .Contains("1/2     Terminating", StringComparison.Ordinal),
            "it waits for its requests");
        server.IsGone.Should().BeFalse();

        requests.SetResult();
        await cluster.NoPodsOfAsync("walked-00001");
        (server.HasDrained, server.IsGone).Should().Be((true, true));

        await cluster.RolloutAsync("walked", "model:2", PinnedToFirst);
        (await cluster.ReadyPodOfAsync("walked-00001")).Name().Should().NotBe(first.Name());
        await cluster.ReadyPodOfAsync("walked-00002");
        await cluster.ReadyAsync("walked");
    }

    [Fact]
    public async Task A_revision_without_minimum_goes_to_zero_and_comes_back_for_a_request()
    {
        await cluster.RolloutAsync("idle", "model:1", null, ("autoscaling.knative.dev/min-scale", "0"));
        var first = await cluster.ReadyPodOfAsync("idle-00001");
        await cluster.NoPodsOfAsync("idle-00001");
        await cluster.ReadyAsync("idle");

        cluster.Demand.Wake(new NamespacedName("default", "idle-00001"));

        (await cluster.ReadyPodOfAsync("idle-00001")).Name().Should().NotBe(first.Name());
        await cluster.NoPodsOfAsync("idle-00001");
    }

    [Fact]
    public async Task A_minimum_of_two_gives_two_pods_and_readiness_waits_for_both()
    {
        await cluster.RolloutAsync("pair", "model:1", null, ("autoscaling.knative.dev/min-scale", "2"));
        await cluster.ReadyAsync("pair");

        var pods = await cluster.PodsOfAsync("pair-00001");

        pods.Should().HaveCount(2).And.OnlyContain(pod => pod.IsReady);
        pods.Select(pod => pod.GetAnnotation(PodAnnotations.Address)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_failure_to_load_shows_in_the_pod_and_in_the_service_until_a_newer_revision_replaces_it()
    {
        await cluster.RolloutAsync("broken", "model:1");
        await cluster.ReadyPodOfAsync("broken-00001");

        await cluster.RolloutAsync("broken", "model:2", null, ("local.canaryoperator.io/load-failure", "no such model"));

        await Eventually.BecomesTrueAsync(
            async () => (await ConditionAsync("broken", "ConfigurationsReady"))?.Message
                == "Revision \"broken-00002\" failed with message: Container failed with: no such model.",
            "the reason reaches the Service");
        await Eventually.BecomesTrueAsync(
            async () => (await cluster.KubectlAsync("get", "pods", "-l", "serving.knative.dev/revision=broken-00002"))
                .Contains("0/2     CrashLoopBackOff", StringComparison.Ordinal),
            "kubectl shows the crash loop");
        var main = (await cluster.PodsOfAsync("broken-00002")).Single().MainStatus!;
        main.LastState!.Terminated.Should().BeEquivalentTo(new { ExitCode = 1, Reason = "Error", Message = "no such model" });
        await Eventually.BecomesTrueAsync(
            async () => (await cluster.PodsOfAsync("broken-00002")).Single().MainStatus!.RestartCount > main.RestartCount,
            "it is tried again");
        await cluster.ReadyPodOfAsync("broken-00001");

        await cluster.RolloutAsync("broken", "model:3");
        await cluster.ReadyPodOfAsync("broken-00003");
        await cluster.NoPodsOfAsync("broken-00002");
        await cluster.NoPodsOfAsync("broken-00001");
    }

    [Fact]
    public async Task A_crashed_server_is_gone_at_once_and_started_anew()
    {
        await cluster.RolloutAsync("crashing", "model:1", null, ("local.canaryoperator.io/crash-after", "1s"));
        var pod = await cluster.ReadyPodOfAsync("crashing-00001");
        var server = cluster.Servers.NewestOf(pod.Name());

        await Eventually.BecomesTrueAsync(() => server.IsGone, "it crashed");
        server.HasDrained.Should().BeFalse();
        await Eventually.BecomesTrueAsync(
            async () => (await cluster.PodsOfAsync("crashing-00001")).Single() is { IsReady: true, MainStatus.RestartCount: > 0 } again
                && again.GetAnnotation(PodAnnotations.Address) != server.Address,
            "it answers again, elsewhere");
        var main = (await cluster.PodsOfAsync("crashing-00001")).Single().MainStatus!;
        (main.LastState ?? main.State)!.Terminated.Should().BeEquivalentTo(new { ExitCode = 137, Reason = "OOMKilled" });
    }

    [Fact]
    public async Task An_emulator_started_later_runs_the_pods_that_are_there()
    {
        await cluster.RolloutAsync("kept", "model:1");
        var pod = await cluster.ReadyPodOfAsync("kept-00001");
        var server = cluster.Servers.NewestOf(pod.Name());
        await cluster.Emulator.DisposeAsync();
        server.IsGone.Should().BeTrue();

        await cluster.StartEmulatorAsync();

        await Eventually.BecomesTrueAsync(
            async () => (await cluster.PodsOfAsync("kept-00001")).Single() is { IsReady: true, MainStatus.RestartCount: 1 } again
                && again.Name() == pod.Name()
                && again.GetAnnotation(PodAnnotations.Address) == cluster.Servers.NewestOf(pod.Name()).Address,
            "the same pod answers at a new address");
        cluster.Servers.CountOf(pod.Name()).Should().Be(2);
    }

    [Fact]
    public async Task The_pods_of_a_deleted_Service_are_deleted()
    {
        await cluster.RolloutAsync("vanishing", "model:1");
        var pod = await cluster.ReadyPodOfAsync("vanishing-00001");

        await Client.DeleteAsync(KnativeResources.Services, "vanishing", "default", new DeleteOptions(), CancellationToken.None);

        await cluster.NoPodsOfAsync("vanishing-00001");
        cluster.Servers.NewestOf(pod.Name()).IsGone.Should().BeTrue();
    }

    [Fact]
    public async Task A_pod_deleted_by_hand_is_replaced()
    {
        await cluster.RolloutAsync("replaced", "model:1");
        var pod = await cluster.ReadyPodOfAsync("replaced-00001");

        await cluster.KubectlAsync("delete", "pod", pod.Name(), "--wait=false");

        await Eventually.BecomesTrueAsync(
            async () => await cluster.PodsOfAsync("replaced-00001") is [{ IsReady: true } other] && other.Name() != pod.Name(),
            "another pod takes its place");
    }

    private async Task<V1Condition?> ConditionAsync(string service, string type) =>
        (await Client.GetAsync(KnativeResources.Services, service, "default", CancellationToken.None))!.Status.Condition(type);
}
