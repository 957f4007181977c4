using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Benchmarks.Cluster.Experiments;

/// <summary>Experiments as in the second tutorial: eight metrics of both versions, three objectives.</summary>
/// <param name="targets">InferenceServices that share them.</param>
internal sealed class ExperimentFleet(BenchmarkCluster cluster, int targets)
{
    /// <summary>Loops; more than the operator keeps, which thins them out with its next loop.</summary>
    private const int LongHistory = 90;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Creates model-0, model-1, ... with a canary of ten percent each.</summary>
    public async Task CreateTargetsAsync(CancellationToken cancellationToken)
    {
        await cluster.CreateSettledAsync(targets, cancellationToken);
        for (var index = 0; index < targets; index++)
        {
            await cluster.PatchAsync(
                $"model-{index}",
                """{"spec":{"predictor":{"canaryTrafficPercent":10,"model":{"storageUri":"gs://models/second"}}}}""",
                cancellationToken);
        }

        await cluster.SettleAsync(cancellationToken);
    }

    /// <param name="schedule">Null for a single loop.</param>
    public Task CreateAsync(string name, int index, string? schedule, CancellationToken cancellationToken) => cluster.Client.CreateAsync(
        ExperimentResources.Experiments,
        new()
        {
            ApiVersion = ExperimentResources.Experiments.ApiVersion,
            Kind = ExperimentResources.Experiments.Kind,
            Metadata = new() { Name = name, NamespaceProperty = BenchmarkCluster.Namespace },
            Spec = new()
            {
                Target = new() { InferenceService = $"model-{index % targets}" },
                Schedule = schedule,
                Metrics = [new() { Name = "kserve", Template = new() { Name = TemplateReference.KServePrometheus } }],
                // Limits that the stand-in's number keeps.
                Objectives =
                [
                    new() { Metric = "kserve/latency-mean", Upper = 50 },
                    new() { Metric = "kserve/latency-p90", Upper = 75 },
                    new() { Metric = "kserve/error-count", Upper = 50 },
                ],
            },
        },
        cancellationToken);

    public async Task<IReadOnlyList<Experiment>> ListAsync(CancellationToken cancellationToken) =>
        (await cluster.Client.ListAsync(
            ExperimentResources.Experiments, new() { Namespace = BenchmarkCluster.Namespace }, cancellationToken)).Items;

    /// <summary>Returns when as many loops of every Experiment are recorded.</summary>
    public Task UntilLoopsAsync(long loops, CancellationToken cancellationToken) => Waiting.UntilAsync(
        async () => (await ListAsync(cancellationToken)).All(experiment => experiment.Status?.Loops >= loops),
        $"every Experiment has {loops} loops",
        Interval,
        cancellationToken);

    /// <summary>As if all of them had been running for hours already.</summary>
    public async Task AgeAsync(CancellationToken cancellationToken)
    {
        foreach (var experiment in await ListAsync(cancellationToken))
        {
            var latest = experiment.Status!.History![^1];
            var history = Enumerable.Range(1, LongHistory)
                .Select(loop => latest with { Loop = loop, Time = latest.Time.AddMinutes(loop - LongHistory) })
                .ToList();
            var status = experiment.Status with { Loops = LongHistory, History = history };
            using var patch = new JsonPatchWriter();
            patch.Add("/status", status, ApiJsonContext.Default.ExperimentStatus);
            await cluster.Client.PatchAsync(
                ExperimentResources.Experiments,
                patch.Complete(),
                experiment.Name(),
                BenchmarkCluster.Namespace,
                "status",
                cancellationToken);
        }
    }
}
