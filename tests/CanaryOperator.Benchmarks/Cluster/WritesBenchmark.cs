using CanaryOperator.Benchmarks.Reporting;
using CanaryOperator.Local.Demos;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>What the operator writes for each step of the first tutorial.</summary>
internal sealed class WritesBenchmark : IBenchmark
{
    public string Name => "writes";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using var process = await cluster.StartOperatorAsync(cancellationToken);
        var figures = new List<Figure>();
        var revisions = new Dictionary<Revision, string>();
        foreach (var step in CanaryWalk.Steps)
        {
            await cluster.SettleAsync(cancellationToken);
            var before = await cluster.OperatorRequestsAsync(cancellationToken);
            await cluster.KubectlAsync(["apply", "-f", $"samples/canary/kserve/{step.File}"], cancellationToken);
            await Waiting.UntilAsync(
                async () => step.Expected.Differences(
                    KubectlTable.Parse(await cluster.KubectlAsync(["get", "isvc", "my-model"], cancellationToken)), revisions).Count == 0,
                $"{step.File} is rolled out",
                TimeSpan.FromSeconds(1),
                cancellationToken);
            await cluster.SettleAsync(cancellationToken);
            var writes = (await cluster.OperatorRequestsAsync(cancellationToken)).Skip(before.Count).Where(entry => entry.IsWrite).ToList();
            figures.Add(new($"Writes for {step.File}", Describe(writes), "1 Knative Service, at most 3 status"));
        }

        return figures;
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
