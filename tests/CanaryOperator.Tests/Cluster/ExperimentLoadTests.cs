using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(DisturbedCluster.Name)]
public sealed class ExperimentLoadTests(DisturbedCluster cluster)
{
    [Fact]
    public async Task The_version_that_is_too_slow_violates_its_objective_and_the_other_does_not()
    {
        await using var model = new MisbehavingServer();
        model.On(request => request.Path.EndsWith("-00002", StringComparison.Ordinal), async (exchange, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancellationToken);
            await Replies.Json("{}")(exchange, cancellationToken);
        }).On(_ => true, Replies.Json("{}"));
        await using var @operator = await cluster.StartOperatorAsync(
            ClusterFixture.Operator, "--experiments-load", "true", "--experiments-load-allowed-urls", $"{model.Host}models/${{namespace}}");
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Predictor.Model(2, "10"));
        await space.SettlesAsync("1=90 2=10");

        var applied = await space.TryKubectlAsync(
            $$"""
            apiVersion: canaryoperator.io/v1alpha1
            kind: Experiment
            metadata: {name: exp}
            spec:
              target: {inferenceService: my-model}
              load: [{url: "{{model.Host}}models/${namespace}/${revision}", payload: "{}", requests: 6, rate: 50}]
              objectives: [{metric: http/latency-p50, upper: 1000}, {metric: http/error-count, upper: 0}]
            """,
            "apply",
            "-f",
            "-");

        applied.ExitCode.Should().Be(0, applied.Error);
        await Eventually.BecomesTrueAsync(
            async () => (await StatusAsync(space, "{.status.loops}")) == "1", "the loop is recorded");
        (await StatusAsync(space, "{range .status.objectives[*].versions[*]}{.name}={.verdict},{.requests} {end}")).Trim()
            .Should().Be("candidate=Satisfied,6 stable=Satisfied,6 candidate=Violated,6 stable=Satisfied,6");
        (await StatusAsync(space, "{.status.message}"))
            .Should().StartWith("candidate (my-model-predictor-00002) violates http/latency-p50");
        model.Requests.Should().HaveCount(12).And.OnlyContain(request => request.Body == "{}");
        await space.HasEventAsync("Normal", "LoadBegins", "50 requests per second");
    }

    private static Task<string> StatusAsync(TestNamespace space, string path) =>
        space.KubectlAsync("get", "experiment", "exp", "-o", $"jsonpath={path}");
}
