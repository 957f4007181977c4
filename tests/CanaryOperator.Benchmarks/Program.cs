using CanaryOperator.Benchmarks;
using CanaryOperator.Benchmarks.Cluster;
using CanaryOperator.Benchmarks.Cluster.Experiments;
using CanaryOperator.Benchmarks.Code;
using CanaryOperator.Benchmarks.Reporting;

IBenchmark[] all =
[
    new IdleBenchmark(), new WritesBenchmark(), new LatencyBenchmark(), new MemoryBenchmark(), new StartupBenchmark(),
    new ImageBenchmark(), new TrafficBenchmark(), new ExperimentsBenchmark(), new PlannerBenchmark(), new WatchBenchmark(),
];
var chosen = args is ["all"] ? all : [.. all.Where(benchmark => args is [var name] && benchmark.Name == name)];
if (chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"Name what to measure: all, {string.Join(", ", all.Select(benchmark => benchmark.Name))}.");
    return 2;
}

#if DEBUG
await Console.Error.WriteLineAsync("Built for debugging; what follows says nothing about the product. Run with -c Release.");
#endif

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var load = FigureTable.Load();
var figures = new List<Figure>();
foreach (var benchmark in chosen)
{
    Console.WriteLine($"Measuring {benchmark.Name} ...");
    figures.AddRange(await benchmark.MeasureAsync(stop.Token));
}

FigureTable.Print(Console.Out, figures, load);
return 0;
