using System.Net;
using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving;
using CanaryOperator.Local.Serving.Gateways;
using CanaryOperator.Local.Tests.Knative;
using CanaryOperator.Local.Tests.Serving.Gateways.Support;
using CanaryOperator.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Local.Tests.Serving.Gateways;

/// <summary>Against a real API server, without Istio's kinds, and with Routes that Knative's emulator writes.</summary>
public sealed class GatewayClusterTests(KnativeClusterFixture cluster) : IClassFixture<KnativeClusterFixture>
{
    private const string Host = "walked.default.example.com";

    [Fact]
    public async Task A_rollout_is_followed_from_the_first_pod_to_the_split()
    {
        var accounts = WellKnownResources.ServiceAccounts;
        await Eventually.BecomesTrueAsync(
            async () => await cluster.Client.GetAsync(accounts, "default", "default", CancellationToken.None) is not null,
            "pods may be made");
        await using var gateway = await Gateway.StartAsync(
            cluster.Client,
            new(),
            new RevisionDemand(TimeProvider.System),
            TimeProvider.System,
            new Random(3),
            NullLoggerFactory.Instance,
            CancellationToken.None);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = gateway.Outside };
        await using var one = await TestPod.StartAsync(context => context.Response.WriteAsync("one"));
        await using var two = await TestPod.StartAsync(context => context.Response.WriteAsync("two"));

        await cluster.WriteAsync(Service("model:1", """[{"latestRevision":true,"percent":100}]"""));
        await RunPodAsync("walked-1", "walked-00001", one);
        await Eventually.BecomesTrueAsync(async () => await AskAsync(client) == (HttpStatusCode.OK, "one"), "the first pod answers");

        await RunPodAsync("walked-2", "walked-00002", two);
        await cluster.WriteAsync(Service(
            "model:2",
            """[{"latestRevision":true,"percent":50},{"revisionName":"walked-00001","percent":50,"tag":"prev"}]"""));
        await Eventually.BecomesTrueAsync(async () => await AskAsync(client) == (HttpStatusCode.OK, "two"), "the second pod has a share");

        (await AskAsync(client, $"prev-{Host}")).Should().Be((HttpStatusCode.OK, "one"));
    }

    /// <summary>As the emulator makes pods and reports that they are ready.</summary>
    private async Task RunPodAsync(string name, string revision, TestPod pod)
    {
        await cluster.KubectlAsync(
            "run",
            name,
            "--image=model",
            $"--labels=serving.knative.dev/revision={revision}",
            $"--annotations={PodAnnotations.Address}={pod.Address}");
        var ready = new V1Patch(PatchType.MergePatch, """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}"""u8.ToArray());
        await cluster.Client.PatchAsync(WellKnownResources.Pods, ready, name, "default", "status", CancellationToken.None);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient client, string host = Host)
    {
        using var request = GatewayFixture.Get("/", host);
        using var response = await client.SendAsync(request, CancellationToken.None);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken.None));
    }

    private static JsonObject Service(string image, string traffic) =>
        new RecordedStep("", image, JsonNode.Parse(traffic)!.AsArray(), [], null).Service("walked");
}
