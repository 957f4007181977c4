using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>
/// How long a changed canaryTrafficPercent takes to become a write of the Knative Service. All times are the API server's, so that no two
/// clocks are compared.
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
                $"model-{index}",
                """{"spec":{"predictor":{"canaryTrafficPercent":10,"model":{"storageUri":"gs://models/second"}}}}""",
                cancellationToken);
        }

        await cluster.SettleAsync(cancellationToken);
        for (var round = 0; round < WarmUpRounds; round++)
        {
            await StepAllAsync(cluster, 11 + round, cancellationToken);
        }

        var skipped = (await cluster.RequestsAsync(cancellationToken)).Count;
        for (var round = WarmUpRounds; round < WarmUpRounds + Rounds; round++)
        {
            await StepAllAsync(cluster, 11 + round, cancellationToken);
        }

        var steps = Steps((await cluster.RequestsAsync(cancellationToken)).Skip(skipped));
        var reactions = steps.ConvertAll(step => step.Service.ReceivedAt - step.InferenceService.AnsweredAt);
        var wholes = steps.ConvertAll(step => step.Service.ReceivedAt - step.InferenceService.ReceivedAt);
        var name = $"InferenceService written to Knative Service sent, {steps.Count} canary steps";
        return
        [
            new($"{name}, p50", Milliseconds(reactions, 0.5), "below 10 ms"),
            new($"{name}, p99", Milliseconds(reactions, 0.99), "below 50 ms"),
            new("The same with the API server's work on the InferenceService, p50", Milliseconds(wholes, 0.5)),
            new("The same with the API server's work on the InferenceService, p99", Milliseconds(wholes, 0.99)),
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
                    KnativeResources.Services,
                    ChildNames.Service(name, ComponentType.Predictor),
                    BenchmarkCluster.Namespace,
                    cancellationToken);
                return service?.Status?.Traffic?.Any(target => target.LatestRevision == true && target.Percent == percent) == true;
            }
        }
    }

    /// <summary>Pairs each of our writes with the operator's write that followed from it.</summary>
    private static List<(AuditEntry InferenceService, AuditEntry Service)> Steps(IEnumerable<AuditEntry> entries)
    {
        var steps = new List<(AuditEntry, AuditEntry)>();
        var asked = new Dictionary<string, AuditEntry>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.IsWrite).OrderBy(entry => entry.ReceivedAt))
        {
            if (entry is { Resource: "inferenceservices", Subresource: "" })
            {
                asked.Add(ChildNames.Service(entry.Name, ComponentType.Predictor), entry);
            }
            else if (BenchmarkCluster.IsOperators(entry) && entry.Resource == "services" && asked.Remove(entry.Name, out var cause))
            {
                steps.Add((cause, entry));
            }
        }

        return steps;
    }

    private static string Milliseconds(IEnumerable<TimeSpan> values, double quantile) =>
        $"{Quantiles.Of(values, quantile).TotalMilliseconds:0.0} ms";
}
