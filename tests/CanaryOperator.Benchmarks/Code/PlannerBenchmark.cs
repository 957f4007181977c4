using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Code;

/// <summary>How fast decisions are made, on one thread.</summary>
internal sealed class PlannerBenchmark : IBenchmark
{
    public string Name => "planner";

    public Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var result = MicroBenchmark.Run<PlannerRuns>();
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new(
                "Rollout decisions per second, one thread",
                $"{result.OperationsPerSecond / 1e6:0.0} million ({result.BytesPerOperation} B each)"),
        ]);
    }
}
