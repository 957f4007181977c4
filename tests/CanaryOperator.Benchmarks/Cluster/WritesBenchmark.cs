using CanaryOperator.Benchmarks.Reporting;
using CanaryOperator.Local.Demos;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>What the operator writes for each step of the first tutorial, and for a transformer's canary.</summary>
internal sealed class WritesBenchmark : IBenchmark
{
    private const string Model = "my-model";

    public string Name => "writes";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using var process = await cluster.StartOperatorWithWebhooksAsync(cancellationToken);
        var figures = new List<Figure>();
        var revisions = new Dictionary<Revision, string>();
        foreach (var step in CanaryWalk.Steps)
        {
            await MeasureAsync(step.File, async () =>
            {
                await cluster.KubectlAsync(["apply", "-f", $"samples/canary/kserve/{step.File}"], cancellationToken);
                await Waiting.UntilAsync(
                    async () => step.Row.Differences(
                        KubectlTable.Parse(await cluster.KubectlAsync(["get", "isvc", Model], cancellationToken)), revisions).Count == 0,
                    $"{step.File} is rolled out",
                    TimeSpan.FromSeconds(1),
                    cancellationToken);
            });
        }

        await MeasureAsync("a transformer", () => TransformAsync(version: 1, percent: "null"));
        await MeasureAsync("a transformer's canary", () => TransformAsync(version: 2, percent: "10"));
        await MeasureAsync("a transformer's promotion", () => TransformAsync(version: 2, percent: "null"));
        return figures;

        async Task MeasureAsync(string step, Func<Task> change)
        {
            await cluster.SettleAsync(cancellationToken);
            var before = await cluster.OperatorRequestsAsync(cancellationToken);
            await change();
            await cluster.SettleAsync(cancellationToken);
            var writes = (await cluster.OperatorRequestsAsync(cancellationToken)).Skip(before.Count).Where(entry => entry.IsWrite).ToList();
            figures.Add(new($"Writes for {step}", Describe(writes), "1 Knative Service, at most 3 status"));
        }

        Task TransformAsync(int version, string percent) => cluster.PatchAsync(
            Model,
            $$$"""
            {"spec": {"transformer": {
                "canaryTrafficPercent": {{{percent}}}, "containers": [{"name": "kserve-container", "image": "transformer:{{{version}}}"}]
            } } }
            """,
            cancellationToken);
    }

    private static string Describe(IReadOnlyList<AuditEntry> writes)
    {
        var refused = writes.Count(write => write.IsRefused);
        var targets = writes.Where(write => !write.IsRefused).CountBy(Target).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value} {pair.Key}");
        return string.Join(", ", targets) + (refused > 0 ? $" (and {refused} refused)" : "");
    }

    private static string Target(AuditEntry entry) => entry switch
    {
        { Group: "serving.knative.dev", Resource: "services" } => "Knative Service",
        { Resource: "inferenceservices", Subresource: "status" } => "status",
        { Resource: "events" } => "Event",
        _ => $"{entry.Resource} {entry.Subresource}".Trim(),
    };
}
