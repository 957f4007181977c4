using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>How long a replacement takes, from the start of its process until <c>/readyz</c> says yes (asked every 50 ms).</summary>
internal sealed class StartupBenchmark : IBenchmark
{
    private const int Services = 200;
    private const int Runs = 5;

    public string Name => "startup";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using (await cluster.StartOperatorAsync(cancellationToken))
        {
            await cluster.CreateSettledAsync(Services, cancellationToken);
        }

        var clock = TimeProvider.System;
        var times = new List<TimeSpan>();
        for (var run = 0; run < Runs; run++)
        {
            var start = clock.GetTimestamp();
            await using var process = await cluster.StartOperatorAsync(cancellationToken);
            times.Add(clock.GetElapsedTime(start));
        }

        var median = Quantiles.Of(times, 0.5);
        return [new($"Start to ready with {Services} InferenceServices, median of {Runs}", $"{median.TotalSeconds:0.00} s")];
    }
}
