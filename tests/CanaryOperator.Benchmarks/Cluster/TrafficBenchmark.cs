using CanaryOperator.Benchmarks.Reporting;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Load;
using CanaryOperator.Local.Serving;
using CanaryOperator.Runtime;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>What the way through the gateway costs, how soon requests follow a written percent, and whether any is lost.</summary>
internal sealed class TrafficBenchmark : IBenchmark
{
    private const string Model = "model-0";
    private const int Follows = 100;
    private const int Changes = 100;
    private const double ChangeRate = 200;
    private const int Clients = 16;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    public string Name => "traffic";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchmarkCluster.StartServingAsync(cancellationToken);
        await using var process = await cluster.StartOperatorAsync(cancellationToken);
        await cluster.CreateSettledAsync(1, cancellationToken);
        var key = new NamespacedName(BenchmarkCluster.Namespace, Model);
        var target = await new LoadTargetFinder(cluster.Client).FindAsync(key, cancellationToken);
        var figures = await CompareAsync(cluster, target, cancellationToken);

        await cluster.PatchAsync(
            Model,
            """{"spec":{"predictor":{"canaryTrafficPercent":0,"model":{"storageUri":"gs://models/second"}}}}""",
            cancellationToken);
        await cluster.SettleAsync(cancellationToken);
        figures.AddRange(await FollowAsync(cluster, target, cancellationToken));
        figures.Add(await ChangeAsync(cluster, target, cancellationToken));
        return figures;
    }

    /// <summary>The same requests to the gateway and to the pod behind it.</summary>
    private static async Task<List<Figure>> CompareAsync(BenchmarkCluster cluster, LoadTarget target, CancellationToken cancellationToken)
    {
        var pods = await PodsAsync(cluster, cancellationToken);
        var pod = new Uri(new Uri($"http://{pods.Single().GetAnnotation(PodAnnotations.Address)}"), target.Address.AbsolutePath);
        var gateway = LoadOptions.For(target) with { Rate = ChangeRate, Duration = Measured };
        var direct = gateway with { Address = pod };
        var generator = new LoadGenerator(TimeProvider.System);
        await generator.RunAsync(gateway, progress: null, cancellationToken);
        await generator.RunAsync(direct, progress: null, cancellationToken);
        var through = await generator.RunAsync(gateway, progress: null, cancellationToken);
        var past = await generator.RunAsync(direct, progress: null, cancellationToken);
        return
        [
            new($"Requests per second through the gateway, {Clients} clients", $"{await ThroughputAsync(gateway, cancellationToken):0}"),
            new($"Requests per second past it to the pod, {Clients} clients", $"{await ThroughputAsync(direct, cancellationToken):0}"),
            new("Latency the gateway adds, p50", Milliseconds(through.Latencies.Percentile(50) - past.Latencies.Percentile(50))),
            new("Latency the gateway adds, p99", Milliseconds(through.Latencies.Percentile(99) - past.Latencies.Percentile(99))),
        ];
    }

    private static async Task<double> ThroughputAsync(LoadOptions options, CancellationToken cancellationToken)
    {
        using var client = new PredictionClient(options, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var count = 0;
            for (; TimeProvider.System.GetElapsedTime(start) < Measured; count++)
            {
                await client.AskAsync();
            }

            return count;
        }));
        return counts.Sum() / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>From the answer to the write of the percent until the first request that the canary answers, one after the other.</summary>
    private static async Task<IEnumerable<Figure>> FollowAsync(
        BenchmarkCluster cluster, LoadTarget target, CancellationToken cancellationToken)
    {
        using var client = new PredictionClient(LoadOptions.For(target), TimeProvider.System);
        var times = new List<TimeSpan>();
        for (var round = 0; round < Follows; round++)
        {
            foreach (var (percent, revision) in new[] { (99, "-00002"), (0, "-00001") })
            {
                await cluster.PatchAsync(Model, Percent($"{percent}"), cancellationToken);
                var start = TimeProvider.System.GetTimestamp();
                while (!(await client.AskAsync()).Revisions.Any(name => name.EndsWith(revision, StringComparison.Ordinal)))
                {
                }

                times.Add(TimeProvider.System.GetElapsedTime(start));
            }
        }

        var name = $"Percent written to the first request that follows it, {times.Count} changes";
        return
        [
            new($"{name}, p50", Milliseconds(Quantiles.Of(times, 0.5))),
            new($"{name}, p99", Milliseconds(Quantiles.Of(times, 0.99)), "below 250 ms"),
        ];
    }

    /// <summary>
    /// Promotions and pins in turn, each as soon as the one before has settled; after every tenth the revision without traffic loses its
    /// pods first.
    /// </summary>
    private static async Task<Figure> ChangeAsync(BenchmarkCluster cluster, LoadTarget target, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var options = LoadOptions.For(target) with { Rate = ChangeRate, Duration = TimeSpan.FromHours(1) };
        var load = new LoadGenerator(TimeProvider.System).RunAsync(options, progress: null, stop.Token);
        for (var change = 0; change < Changes; change++)
        {
            var (percent, latest) = change % 2 == 0 ? ("null", 100) : ("0", 0);
            await cluster.PatchAsync(Model, Percent(percent), cancellationToken);
            await Waiting.UntilAsync(
                async () => await LatestPercentAsync(cluster, cancellationToken) == latest,
                $"{latest} % of the traffic are on the newest revision",
                TimeSpan.FromMilliseconds(50),
                cancellationToken);
            if (change % 10 == 0)
            {
                await Waiting.UntilAsync(
                    async () => (await PodsAsync(cluster, cancellationToken)).Count == 1,
                    "the pods of the revision without traffic are gone",
                    TimeSpan.FromMilliseconds(100),
                    cancellationToken);
            }
        }

        await stop.CancelAsync();
        var result = await load;
        return new(
            $"Failed requests in {Changes} promotions and pins at {ChangeRate:0} requests per second",
            $"{result.Failed} of {result.Requests}",
            "0");
    }

    private static async Task<long?> LatestPercentAsync(BenchmarkCluster cluster, CancellationToken cancellationToken)
    {
        var service = await cluster.Client.GetAsync(
            Api.V1Beta1.InferenceServiceResources.KServe, Model, BenchmarkCluster.Namespace, cancellationToken);
        return service?.Status?.Components?["predictor"].Traffic?.FirstOrDefault(share => share.LatestRevision == true)?.Percent;
    }

    private static async Task<IReadOnlyList<V1Pod>> PodsAsync(BenchmarkCluster cluster, CancellationToken cancellationToken)
    {
        var options = new ListOptions { Namespace = BenchmarkCluster.Namespace };
        return (await cluster.Client.ListAsync(WellKnownResources.Pods, options, cancellationToken)).Items;
    }

    private static string Percent(string value) => $$$$"""{"spec":{"predictor":{"canaryTrafficPercent":{{{{value}}}}}}}""";

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0.0} ms";
}
