using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Code;

/// <summary>How fast watch events become objects, on one thread.</summary>
internal sealed class WatchBenchmark : IBenchmark
{
    public string Name => "watch";

    public Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var result = MicroBenchmark.Run<WatchRuns>();
        var name = $"of Knative Services ({WatchRuns.EventSize / 1e3:0.0} kB each), one thread";
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new($"Watch events per second {name}", $"{result.OperationsPerSecond / 1e3:0} thousand"),
            new($"Allocated per watch event {name}", $"{result.BytesPerOperation / 1e3:0.0} kB"),
        ]);
    }
}
