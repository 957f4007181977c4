using System.Net;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.Knative;

public sealed class KnativeEmulatorTests(KnativeClusterFixture cluster) : IClassFixture<KnativeClusterFixture>
{
    private const string Latest = """[{"latestRevision":true,"percent":100}]""";

    private IKubernetesClient Client => cluster.Client;

    [Theory]
    [MemberData(nameof(Recording.Names), MemberType = typeof(Recording))]
    public async Task Every_recording_replays_against_a_real_api_server(string service)
    {
        await using var watch = await StatusWatch.StartAsync(Client, service);
        foreach (var step in Recording.Named(service).Steps)
        {
            var before = watch.Count - 1;

            (await WriteAsync(step.Service(service))).Should().Be(step.Rejection, $"that is the answer to step {step.Name}");

            await Eventually.BecomesTrueAsync(
                () => JsonNode.DeepEquals(watch.Latest, step.Shapes[^1]), $"the last status of step {step.Name}");
            watch.Since(before).ShouldReplay(service, step);
        }

        if (service == "walk")
        {
            (await ReadObjectsAsync(service)).Should().Equal(RecordedObjects.Read(), JsonNode.DeepEquals);
        }
    }

    [Fact]
    public async Task Kubectl_shows_the_columns_that_Knative_users_know()
    {
        await RolloutAsync("columns", "model:1");

        (await cluster.KubectlAsync("get", "ksvc", "columns")).Should().MatchRegex(
            @"NAME +URL +LATESTCREATED +LATESTREADY +READY +REASON\s+"
            + @"columns +http://columns.default.example.com +columns-00001 +columns-00001 +True");
        (await cluster.KubectlAsync("get", "rev", "columns-00001")).Should().MatchRegex(
            @"NAME +CONFIG NAME +GENERATION +READY +REASON\s+columns-00001 +columns +1 +True");
        (await cluster.KubectlAsync("get", "configurations,rt")).Should().Contain("configuration.serving.knative.dev/columns")
            .And.Contain("route.serving.knative.dev/columns");
    }

    [Fact]
    public async Task What_kubectl_applies_without_defaults_is_not_taken_for_a_change()
    {
        await RolloutAsync("defaults", "model:1");

        await RolloutAsync("defaults", "model:1");

        var stored = await Client.GetAsync(KnativeResources.Services, "defaults", "default", CancellationToken.None);
        stored!.Generation().Should().Be(1);
    }

    [Fact]
    public async Task An_emulator_started_later_continues()
    {
        await RolloutAsync("restart", "model:1");
        await cluster.Emulator.DisposeAsync();
        await Client.DeleteAsync(KnativeResources.Routes, "restart", "default", new DeleteOptions(), CancellationToken.None);

        await cluster.StartEmulatorAsync();

        await RolloutAsync("restart", "model:2");
        var revisions = await RevisionsOfAsync("restart");
        revisions.Select(revision => revision.Name()).Should().BeEquivalentTo("restart-00001", "restart-00002");
    }

    [Fact]
    public async Task Nothing_remains_of_a_deleted_Service()
    {
        await RolloutAsync("gone", "model:1");

        await Client.DeleteAsync(KnativeResources.Services, "gone", "default", new DeleteOptions(), CancellationToken.None);

        await Eventually.BecomesTrueAsync(
            async () => (await RevisionsOfAsync("gone")).Count == 0
                && await Client.GetAsync(KnativeResources.Configurations, "gone", "default", CancellationToken.None) is null
                && await Client.GetAsync(KnativeResources.Routes, "gone", "default", CancellationToken.None) is null,
            "Configuration, Route and Revisions are deleted");
    }

    [Fact]
    public async Task A_Service_that_Knative_cannot_decode_is_refused_with_the_field()
    {
        var service = Service("bad", "model:1");
        service["spec"]!["template"]!["spec"]!["containers"] = new JsonObject();

        (await WriteAsync(service)).Should().Be(
            "admission webhook \"webhook.serving.knative.dev\" denied the request: "
            + "mutation failed: cannot decode incoming new object: $.spec.template.spec.containers must be a list");
    }

    private static JsonObject Service(string name, string image) =>
        new RecordedStep("", image, JsonNode.Parse(Latest)!.AsArray(), [], null).Service(name);

    private async Task<string?> WriteAsync(JsonObject service)
    {
        try
        {
            await cluster.WriteAsync(service);
            return null;
        }
        catch (KubernetesException refusal)
        {
            refusal.StatusCode.Should().Be(HttpStatusCode.BadRequest);
            return refusal.Status?.Message;
        }
    }

    private async Task RolloutAsync(string name, string image)
    {
        (await WriteAsync(Service(name, image))).Should().BeNull();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                var service = await Client.GetAsync(KnativeResources.Services, name, "default", CancellationToken.None);
                return service!.IsObserved() && service.Status.Condition("Ready")?.Status == "True";
            },
            $"{image} is ready");
    }

    private async Task<IReadOnlyList<KnativeObject>> RevisionsOfAsync(string service)
    {
        var options = new ListOptions { Namespace = "default", LabelSelector = $"{WellKnown.KnativeServiceLabel}={service}" };
        return (await Client.ListAsync(KnativeResources.Revisions, options, CancellationToken.None)).Items;
    }

    private async Task<IEnumerable<JsonNode>> ReadObjectsAsync(string name)
    {
        var service = await Client.GetAsync(KnativeResources.Services, name, "default", CancellationToken.None);
        var configuration = await Client.GetAsync(KnativeResources.Configurations, name, "default", CancellationToken.None);
        var route = await Client.GetAsync(KnativeResources.Routes, name, "default", CancellationToken.None);
        KnativeObject[] objects = [service!, configuration!, .. await RevisionsOfAsync(name), route!];
        return objects.Select(RecordedObjects.Stable);
    }
}
