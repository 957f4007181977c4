using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>
/// From the moment the API server receives a changed canaryTrafficPercent to the moment it receives the Knative Service that follows from
/// it: both by the API server's clock, and with its own part in between.
/// </summary>
internal sealed class LatencyBenchmark : IBenchmark
{
    /// <summary>Enough that each has settled when it is its turn again.</summary>
    private const int Services = 20;

    private const int WarmUpRounds = 5;
    private const int Rounds = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public string Name => "latency";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using var process = await cluster.StartOperatorAsync(cancellationToken);
        await cluster.CreateSettledAsync(Services, cancellationToken);
        for (var index = 0; index < Services; index++)
        {
            await cluster.PatchAsync(
                $"model-{index}", """{"spec":{"predictor":{"canaryTrafficPercent":10,"model":{"storageUri":"gs://models/second"}}}}""", cancellationToken);
        }

        await cluster.SettleAsync(cancellationToken);
        for (var round = 0; round < WarmUpRounds; round++)
        {
            await StepAllAsync(cluster, 11 + round, cancellationToken);
        }

        var before = await cluster.RequestsAsync(cancellationToken);
        var skipped = before.Count;
        for (var round = WarmUpRounds; round < WarmUpRounds + Rounds; round++)
        {
            await StepAllAsync(cluster, 11 + round, cancellationToken);
        }

        var latencies = Latencies((await cluster.RequestsAsync(cancellationToken)).Skip(skipped));
        var name = $"InferenceService received to Knative Service received, {latencies.Count} canary steps";
        return
        [
            new($"{name}, p50", $"{Quantiles.Of(latencies, 0.5).TotalMilliseconds:0.0} ms", "below 10 ms"),
            new($"{name}, p99", $"{Quantiles.Of(latencies, 0.99).TotalMilliseconds:0.0} ms", "below 50 ms"),
        ];
    }

    /// <summary>One after the other, each until Knative has the new split.</summary>
    private static async Task StepAllAsync(BenchmarkCluster cluster, int percent, CancellationToken cancellationToken)
    {
        for (var index = 0; index < Services; index++)
        {
            var name = $"model-{index}";
            await cluster.PatchAsync(name, $$$$"""{"spec":{"predictor":{"canaryTrafficPercent":{{{{percent}}}}}}}""", cancellationToken);

            // Asking at once would compete with what is measured.
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
            await Waiting.UntilAsync(HasSplitAsync, $"{name} gives its canary {percent} %", Interval, cancellationToken);

            async Task<bool> HasSplitAsync()
            {
                var service = await cluster.Client.GetAsync(
                    KnativeResources.Services, ChildNames.PredictorService(name), BenchmarkCluster.Namespace, cancellationToken);
                return service?.Status?.Traffic?.Any(target => target.LatestRevision == true && target.Percent == percent) == true;
            }
        }
    }

    private static List<TimeSpan> Latencies(IEnumerable<AuditEntry> entries)
    {
        var latencies = new List<TimeSpan>();
        var asked = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.IsWrite).OrderBy(entry => entry.ReceivedAt))
        {
            if (entry is { Resource: "inferenceservices", Subresource: "" })
            {
                asked.Add(ChildNames.PredictorService(entry.Name), entry.ReceivedAt);
            }
            else if (BenchmarkCluster.IsOperators(entry) && entry.Resource == "services" && asked.Remove(entry.Name, out var start))
            {
                latencies.Add(entry.ReceivedAt - start);
            }
        }

        return latencies;
    }
}
