using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

/// <summary>With an operator that may tell receivers of the test.</summary>
[Collection(DisturbedCluster.Name)]
public sealed class NotificationTests(DisturbedCluster cluster) : IAsyncLifetime
{
    private const string Credential = "hunter2-hunter2";

    private MisbehavingServer Receiver { get; } = new();

    private MisbehavingServer Prometheus { get; } = new();

    public Task InitializeAsync()
    {
        Prometheus.On(_ => true, Replies.Json("""{"status":"success","data":{"resultType":"scalar","result":[1,"5"]} }"""));
        Receiver.On(request => request.Path == $"/chat/{Credential}", Replies.Text(200, "ok"))
            .On(request => request.Path == "/repos/team/models/dispatches", Replies.Text(204, ""))
            .On(request => request.Path == $"/down/{Credential}", Replies.Html(500, Credential))
            .On(request => request.Path == $"/gone/{Credential}", Replies.Html(404, Credential));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Prometheus.DisposeAsync();
    }

    [Fact]
    public async Task Receivers_are_told_and_those_that_fail_change_nothing_else()
    {
        var space = await cluster.NamespaceAsync();
        string log;
        await using (var process = await StartAsync())
        {
            log = process.LogPath;
            await space.ApplyAsync(Predictor.Model(1));
            await space.SettlesAsync("1=100");
            await LaunchAsync(space);

            var status = await BecomesAsync(space, told => told.Count == 4);

            status.Conditions!.Where(condition => condition.Type is "Completed" or "NoFailure" or "Satisfied")
                .Should().HaveCount(3).And.OnlyContain(condition => condition.Status == "True");
            status.Notifications!.Select(told => (told.Name, told.Loop, told.Error, told.Attempts)).Should().Equal(
                ("chat", 1, null, null),
                ("ci", 1, null, null),
                ("down", null, "the receiver answered 500 InternalServerError", 1),
                ("gone", 1, "the receiver answered 404 NotFound", null));
            await space.HasEventAsync("Warning", "NotificationFailed", "gone was not told of loop 1");
        }

        await using var restarted = await StartAsync();
        await BecomesAsync(space, told => told.Any(one => one.Attempts == 2));

        Requests("/chat/").Should().Be(1, "what was told is remembered");
        Requests("/repos/").Should().Be(1);
        Requests("/gone/").Should().Be(1);
        Requests("/down/").Should().Be(6, "an attempt is three requests");
        var shown = await Task.WhenAll(
            File.ReadAllTextAsync(log),
            File.ReadAllTextAsync(restarted.LogPath),
            space.KubectlAsync("get", "experiments", "-o", "yaml"),
            space.KubectlAsync("get", "events.events.k8s.io", "-o", "yaml"));
        shown.Should().AllSatisfy(text => text.Should().NotBeEmpty().And.NotContain(Credential));
    }

    private int Requests(string path) =>
        Receiver.Requests.Count(request => request.Path.StartsWith(path, StringComparison.Ordinal));

    private Task<OperatorProcess> StartAsync() => cluster.StartOperatorAsync(
        ClusterFixture.Operator,
        "--leader-elect=false",
        "--log-level=Verbose",
        $"--experiments-prometheus-url={Prometheus.Host}",
        $"--experiments-notification-urls={Receiver.Host}");

    private async Task LaunchAsync(TestNamespace space)
    {
        foreach (var name in new[] { "chat", "down", "gone" })
        {
            await space.KubectlAsync("create", "secret", "generic", name, $"--from-literal=url={Receiver.Host}{name}/{Credential}");
        }

        await space.KubectlAsync("create", "secret", "generic", "ci", $"--from-literal=token={Credential}");
        var applied = await space.TryKubectlAsync(
            $$"""
            apiVersion: canaryoperator.io/v1alpha1
            kind: Experiment
            metadata: {name: exp}
            spec:
              target: {inferenceService: {{TestNamespace.Model}} }
              metrics: [{name: p, template: {name: kserve-prometheus} }]
              versions: [{name: stable}]
              objectives: [{metric: p/latency-mean, upper: 10}]
              notifications:
              - {name: chat, type: Slack, secret: {name: chat} }
              - {name: ci, type: GitHub, when: Completed, repository: team/models, url: "{{Receiver.Host}}", secret: {name: ci} }
              - {name: down, type: Webhook, when: EveryLoop, secret: {name: down} }
              - {name: gone, type: Slack, secret: {name: gone} }
            """,
            "apply",
            "-f",
            "-");
        applied.ExitCode.Should().Be(0, applied.Error);
    }

    private static async Task<ExperimentStatus> BecomesAsync(TestNamespace space, Func<IReadOnlyList<NotificationStatus>, bool> condition)
    {
        var status = new ExperimentStatus();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                var json = await space.KubectlAsync("get", "experiment", "exp", "-o", "json");
                status = JsonSerializer.Deserialize(json, ApiJsonContext.Default.Experiment)!.Status ?? new();
                return condition(status.Notifications ?? []);
            },
            "the notifications are as expected");
        return status;
    }
}
