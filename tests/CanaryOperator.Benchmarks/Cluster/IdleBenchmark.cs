using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>What the API server is asked when there is nothing to do.</summary>
internal sealed class IdleBenchmark : IBenchmark
{
    private const int Services = 50;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    public string Name => "idle";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using var process = await cluster.StartOperatorAsync(cancellationToken);
        await cluster.CreateSettledAsync(Services, cancellationToken);

        var before = await cluster.OperatorRequestsAsync(cancellationToken);
        await Task.Delay(Window, TimeProvider.System, cancellationToken);
        var during = (await cluster.OperatorRequestsAsync(cancellationToken)).Skip(before.Count).ToList();

        foreach (var entry in during)
        {
            Console.WriteLine($"  {entry.Verb} {entry.Resource} {entry.Name} {entry.Subresource}");
        }

        return
        [
            new(
                $"API requests in {Window.TotalSeconds:0} s idle, {Services} InferenceServices (without watches and the Lease)",
                $"{during.Count}",
                "0"),
        ];
    }
}
