using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(RunningCluster.Name)]
public sealed class ExperimentTests(RunningCluster cluster)
{
    private const string Metrics = "metrics: [{name: p, template: {name: kserve-prometheus}}]";

    [Fact]
    public async Task Kubectl_prints_an_experiment_in_one_line_and_its_failure_is_told()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");

        Succeeds(await ApplyAsync(space, $"target: {{inferenceService: my-model}}, readiness: {{timeout: 30s}}, {Metrics}"));

        await Eventually.BecomesTrueAsync(
            async () => (await space.KubectlAsync("get", "experiment", "exp", "-o", "jsonpath={.status.loops}")) == "1",
            "the loop is recorded");
        var lines = (await space.KubectlAsync("get", "experiments")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(2);
        lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Should().Equal("NAME", "TARGET", "VERDICT", "LOOPS", "FAILED", "NEXT", "AGE");
        lines[1].Should().MatchRegex("^exp +my-model +1 +1 +[0-9]+s$");
        await space.HasEventAsync("Warning", "LoopFailed", "the operator has no default");
    }

    [Fact]
    public async Task A_diagnosis_keeps_what_a_failed_loop_asked()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");

        Succeeds(await ApplyAsync(
            space,
            "target: {inferenceService: my-model}, metrics: [{name: p, template: {name: kserve-prometheus}}]",
            "{name: exp, labels: {canaryoperator.io/diagnosis: 'true'}}"));

        await Eventually.BecomesTrueAsync(
            async () => (await space.KubectlAsync("get", "experiment", "exp", "-o", "jsonpath={.status.metrics[0].problems.stable}"))
                .Contains("\"failed\":true", StringComparison.Ordinal),
            "the reason is in the status though the loop failed");
    }

    [Fact]
    public async Task Load_is_off_and_the_failure_says_who_can_switch_it_on()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");

        Succeeds(await ApplyAsync(space, "target: {inferenceService: my-model}, load: [{url: 'http://${revision}.${namespace}'}]"));

        await space.HasEventAsync(
            "Warning", "LoopFailed", "http: load is switched off in the operator's configuration (--experiments-load");
    }

    [Theory]
    [InlineData("metrics: []", "spec.target")]
    [InlineData("target: {inferenceService: m, component: router}", "spec.target.component")]
    [InlineData("target: {inferenceService: m}, limits: {loops: 0}", "spec.limits.loops")]
    [InlineData("target: {inferenceService: m}, limits: {deadline: soon}", "spec.limits.deadline")]
    [InlineData("target: {inferenceService: m}, objectives: [{metric: p/x}]", "spec.objectives")]
    [InlineData("target: {inferenceService: m}, objectives: [{metric: x, upper: 1}]", "spec.objectives.metric")]
    [InlineData(
        "target: {inferenceService: m}, metrics: [{name: p, template: {name: x}, latencyPercentiles: [100]}]",
        "latencyPercentiles")]
    [InlineData("target: {inferenceService: m}, load: [{name: http}]", "url")]
    [InlineData("target: {inferenceService: m}, load: [{url: 'http://a', rate: 0}]", "spec.load.rate")]
    public async Task The_schema_refuses_what_is_wrong_in_itself(string spec, string field)
    {
        var space = await cluster.NamespaceAsync();

        var applied = await ApplyAsync(space, spec);

        applied.ExitCode.Should().NotBe(0);
        applied.Error.Should().Contain(field);
    }

    [Fact]
    public async Task Templates_can_be_applied()
    {
        var space = await cluster.NamespaceAsync();
        foreach (var kind in new[] { "MetricTemplate", "ClusterMetricTemplate" })
        {
            Succeeds(await space.TryKubectlAsync(
                $$"""
                apiVersion: canaryoperator.io/v1alpha1
                kind: {{kind}}
                metadata: {name: mine}
                spec: {type: Prometheus, metrics: [{name: up, queries: ["up{revision=\"${revision}\"}"]}]}
                """,
                "apply",
                "-f",
                "-"));
        }
    }

    private static Task<CapturedResult> ApplyAsync(TestNamespace space, string spec, string metadata = "{name: exp}") =>
        space.TryKubectlAsync(
            $$"""
            apiVersion: canaryoperator.io/v1alpha1
            kind: Experiment
            metadata: {{metadata}}
            spec: { {{spec}} }
            """,
            "apply",
            "--validate=false",
            "-f",
            "-");

    private static void Succeeds(CapturedResult result) => result.ExitCode.Should().Be(0, result.Error);
}
