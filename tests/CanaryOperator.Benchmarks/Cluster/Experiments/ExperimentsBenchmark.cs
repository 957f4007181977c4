using CanaryOperator.Benchmarks.Reporting;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.Load;
using CanaryOperator.Runtime;

namespace CanaryOperator.Benchmarks.Cluster.Experiments;

/// <summary>
/// What a loop of an Experiment costs, and whether one operator keeps up with many Experiments that are all due in the same second of
/// every minute.
/// </summary>
internal sealed class ExperimentsBenchmark : IBenchmark
{
    private const int Experiments = 500;

    /// <summary>Of the Experiments; twenty of them share each.</summary>
    private const int Targets = 25;

    private const int Minutes = 3;

    public string Name => "experiments";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        figures.AddRange(await RealPrometheusAsync(cancellationToken));
        figures.AddRange(await ManyAsync(cancellationToken));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> RealPrometheusAsync(CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var progress = new PlainAssetsProgress(Console.Out, clock);
        var prometheus = (await ToolProvider.Prometheus(clock).EnsureAsync(progress, cancellationToken))[PrometheusRecipe.Prometheus];
        await using var cluster = await BenchmarkCluster.StartMonitoredAsync(prometheus, cancellationToken);
        await using var process = await cluster.StartOperatorWithWebhooksAsync(Arguments(cluster.Prometheus!), cancellationToken);
        var fleet = new ExperimentFleet(cluster, targets: 1);
        await fleet.CreateTargetsAsync(cancellationToken);

        // A window has something to count only between two scrapes.
        var target = await new LoadTargetFinder(cluster.Client).FindAsync(
            new NamespacedName(BenchmarkCluster.Namespace, "model-0"), cancellationToken);
        await new LoadGenerator(clock).RunAsync(LoadOptions.For(target), progress: null, cancellationToken);
        return await SingleLoops.FiguresAsync(cluster, fleet, "the real Prometheus", queries: null, cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> ManyAsync(CancellationToken cancellationToken)
    {
        await using var prometheus = await PrometheusStandIn.StartAsync(cancellationToken);
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using var process = await cluster.StartOperatorWithWebhooksAsync(Arguments(prometheus.Address), cancellationToken);
        var fleet = new ExperimentFleet(cluster, Targets);
        await fleet.CreateTargetsAsync(cancellationToken);
        var single = await SingleLoops.FiguresAsync(
            cluster, fleet, "one that answers at once", () => prometheus.BySecond(default).Sum(), cancellationToken);

        for (var index = 0; index < Experiments; index++)
        {
            await fleet.CreateAsync($"minutely-{index}", index, "*/1 * * * *", cancellationToken);
        }

        var minutes = new MinutelyLoops(cluster, fleet, process, prometheus);
        var fresh = await minutes.FiguresAsync($"{Experiments} Experiments", Minutes, cancellationToken);
        await fleet.AgeAsync(cancellationToken);
        var aged = await minutes.FiguresAsync($"{Experiments} Experiments with full histories", Minutes, cancellationToken);
        return [.. single, .. fresh, .. aged];
    }

    private static string[] Arguments(Uri prometheus) => ["--experiments-prometheus-url", prometheus.AbsoluteUri];
}
