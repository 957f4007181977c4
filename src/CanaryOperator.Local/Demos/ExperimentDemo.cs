using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Local.Load;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Demos;

/// <summary>
/// The second tutorial with the real Prometheus: an experiment whose objectives are kept, also while Prometheus is away; one with a canary
/// that is too slow; one that nobody sends requests to.
/// </summary>
internal sealed class ExperimentDemo(DemoSession session, TimeProvider clock) : IDemo
{
    /// <summary>Requests per second; the tutorial's own loop sends about one.</summary>
    private const double TrafficRate = 20;

    private const int LoopsOfTheTutorial = 3;

    /// <summary>Loops begin with a minute; one that fails asks its provider again for a while.</summary>
    private static readonly TimeSpan OneLoop = TimeSpan.FromSeconds(100);

    private static readonly string[] Objectives =
    [
        "--objective", "kserve-prometheus/latency-mean<=50",
        "--objective", "kserve-prometheus/latency-p90<=75",
        "--objective", "kserve-prometheus/error-count<=0",
    ];

    /// <summary>As the tutorial has it, with <c>iter8 k</c> replaced by <c>kubectl canary</c>.</summary>
    private static readonly string[] Launch =
    [
        "launch",
        "--set", "tasks={ready,custommetrics,assess}",
        "--set", "ready.isvc=sklearn-iris",
        "--set", "ready.timeout=180s",
        "--set", "custommetrics.templates.kserve-prometheus=https://gist.githubusercontent.com/kalantar/adc6c9b0efe483c00b8f0c20605ac36c"
            + "/raw/c4562e87b7ac0652b0e46f8f494d024307bff7a1/kserve-prometheus.tpl",
        "--set", "custommetrics.values.labels.service_name=sklearn-iris-predictor-default",
        "--set", "custommetrics.versionValues[0].labels.revision_name=sklearn-iris-predictor-default-00002",
        "--set", "custommetrics.versionValues[1].labels.revision_name=sklearn-iris-predictor-default-00001",
        "--set", "custommetrics.values.latencyPercentiles={50,75,90,95}",
        "--set", "assess.SLOs.upper.kserve-prometheus/latency-mean=50",
        "--set", "assess.SLOs.upper.kserve-prometheus/latency-p90=75",
        "--set", "assess.SLOs.upper.kserve-prometheus/error-count=0",
        "--set", "runner=cronjob",
        "--set", "cronjobSchedule=*/1 * * * *",
    ];

    private readonly CanaryPlugin _plugin = new(session);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await TutorialAsync(cancellationToken);
        await TooSlowAsync(cancellationToken);
        await WithoutTrafficAsync(cancellationToken);
    }

    private async Task TutorialAsync(CancellationToken cancellationToken)
    {
        session.Title("A canary that keeps its objectives");
        await DeployAsync("default", "canary.yaml", cancellationToken);
        await using var traffic = await TrafficAsync("default", cancellationToken);
        session.Say($"{TrafficRate:0} requests a second go to it from now on. Iter8's line of the tutorial, word by word:");
        await _plugin.RunAsync(Launch, exitCode: 0, cancellationToken);

        session.Say("A loop begins with every minute:");
        for (var loops = 1; loops <= LoopsOfTheTutorial; loops++)
        {
            await ShowExperimentAsync(
                "default", new() { ["VERDICT"] = "Satisfied", ["LOOPS"] = $"{loops}", ["FAILED"] = "0" }, cancellationToken);
        }

        await _plugin.RunAsync(["assert", "-c", "completed,nofailure,slos"], exitCode: 0, cancellationToken);
        await _plugin.RunAsync(["get", "sklearn-iris"], exitCode: 0, cancellationToken);
        await _plugin.RunAsync(["report"], exitCode: 0, cancellationToken);
        await new ReportPage(session, _plugin, clock).CheckAsync("satisfied", [], "Satisfied", cancellationToken);
        await WithoutPrometheusAsync(cancellationToken);
        await _plugin.RunAsync(["log"], exitCode: 0, cancellationToken);
        await _plugin.RunAsync(["delete"], exitCode: 0, cancellationToken);
        await session.KubectlAsync(["delete", "isvc", "sklearn-iris"], cancellationToken);
    }

    /// <summary>Not the canary's fault, and no reason to call it bad, nor to call it good.</summary>
    private async Task WithoutPrometheusAsync(CancellationToken cancellationToken)
    {
        session.Say("Prometheus stops. The next loop fails, and says why; the verdict is held:");
        var prometheus = session.Cluster.Prometheus!;
        await prometheus.StopAsync(cancellationToken);
        await ShowExperimentAsync("default", new() { ["VERDICT"] = "Satisfied", ["FAILED"] = "1" }, cancellationToken);
        await _plugin.RunAsync(["assert", "-c", "nofailure"], exitCode: 1, cancellationToken);

        session.Say("Prometheus starts again. The next loop needs no help:");
        await prometheus.StartAgainAsync(cancellationToken);
        await _plugin.RunAsync(
            ["assert", "-c", "completed,nofailure,slos", "--timeout", $"{OneLoop.TotalSeconds:0}s"], exitCode: 0, cancellationToken);
        await session.KubectlAsync(["get", "experiments"], cancellationToken);
    }

    private async Task TooSlowAsync(CancellationToken cancellationToken)
    {
        session.Title("A canary that is too slow");
        await DeployAsync("slow", "slow-canary.yaml", cancellationToken);
        await using var traffic = await TrafficAsync("slow", cancellationToken);
        session.Say("Half a minute of requests, then one loop:");
        await Task.Delay(TimeSpan.FromSeconds(30), clock, cancellationToken);
        await _plugin.RunAsync(["launch", "-n", "slow", "--isvc", "sklearn-iris", .. Objectives], exitCode: 0, cancellationToken);
        await ShowExperimentAsync("slow", new() { ["VERDICT"] = "Violated", ["LOOPS"] = "1", ["FAILED"] = "0" }, cancellationToken);
        await _plugin.RunAsync(["assert", "-n", "slow", "-c", "slos"], exitCode: 1, cancellationToken);
        await _plugin.RunAsync(["report", "-n", "slow"], exitCode: 0, cancellationToken);
        await new ReportPage(session, _plugin, clock).CheckAsync("violated", ["-n", "slow"], "Violated", cancellationToken);
    }

    private async Task WithoutTrafficAsync(CancellationToken cancellationToken)
    {
        session.Title("A canary that nobody sends requests to");
        await DeployAsync("idle", "canary.yaml", cancellationToken);
        await _plugin.RunAsync(["launch", "-n", "idle", "--isvc", "sklearn-iris", .. Objectives], exitCode: 0, cancellationToken);
        await ShowExperimentAsync("idle", new() { ["VERDICT"] = "NoData", ["LOOPS"] = "1", ["FAILED"] = "0" }, cancellationToken);
        session.Say("Nothing failed, and nothing is violated; but nothing is satisfied either:");
        await _plugin.RunAsync(["assert", "-n", "idle", "-c", "completed,nofailure"], exitCode: 0, cancellationToken);
        await _plugin.RunAsync(["assert", "-n", "idle", "-c", "slos"], exitCode: 1, cancellationToken);
        await new ReportPage(session, _plugin, clock).CheckAsync("no-data", ["-n", "idle"], "No data", cancellationToken);
    }

    /// <summary>Both versions, as the tutorial does.</summary>
    private async Task DeployAsync(string @namespace, string canary, CancellationToken cancellationToken)
    {
        if (@namespace != "default")
        {
            await session.KubectlAsync(["create", "namespace", @namespace], cancellationToken);
        }

        foreach (var file in new[] { "default.yaml", canary })
        {
            await session.KubectlAsync(["apply", "-n", @namespace, "-f", $"samples/experiment/{file}"], cancellationToken);
            await session.SettledAsync(InferenceServiceResources.KServe, Key(@namespace), cancellationToken);
        }

        await session.ShowAsync(
            ["get", "isvc", "-n", @namespace],
            table => Differences(table, new() { ["READY"] = "True", ["PREV"] = "90", ["LATEST"] = "10" }),
            cancellationToken);
    }

    private async Task<SteadyTraffic> TrafficAsync(string @namespace, CancellationToken cancellationToken) =>
        new(await new LoadTargetFinder(session.Cluster.Client).FindAsync(Key(@namespace), cancellationToken), TrafficRate, clock);

    private Task ShowExperimentAsync(string @namespace, Dictionary<string, string> expected, CancellationToken cancellationToken) =>
        session.ShowAsync(["get", "experiments", "-n", @namespace], table => Differences(table, expected), OneLoop, cancellationToken);

    private static NamespacedName Key(string @namespace) => new(@namespace, "sklearn-iris");

    private static List<string> Differences(KubectlTable table, Dictionary<string, string> expected) =>
    [
        .. expected
            .Where(cell => table.Cell(0, cell.Key) != cell.Value)
            .Select(cell => $"{cell.Key} is '{table.Cell(0, cell.Key)}', expected '{cell.Value}'"),
    ];
}
