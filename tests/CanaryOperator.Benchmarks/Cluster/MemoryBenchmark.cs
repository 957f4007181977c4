using System.Diagnostics;
using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>What the operator's process occupies after it has rolled out many models, and how long a reconcile took.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const int Services = 200;

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using var process = await cluster.StartOperatorAsync(cancellationToken);
        await cluster.CreateSettledAsync(Services, cancellationToken);
        using var info = Process.GetProcessById(process.Id);
        return
        [
            new($"Resident memory with {Services} InferenceServices", $"{info.WorkingSet64 / 1e6:0} MB"),
            .. await ReconcileTimes.FiguresAsync(process, $"{Services} InferenceServices", cancellationToken),
        ];
    }
}
