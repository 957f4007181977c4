using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace CanaryOperator.Benchmarks.Code;

/// <summary>Runs the one method that a class marks as its benchmark.</summary>
internal static class MicroBenchmark
{
    /// <exception cref="InvalidOperationException">It could not be run, or threw; the console tells more.</exception>
    public static MicroResult Run<T>()
    {
        // In this process: what is measured is compiled as it is here, and nothing has to be built again.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(10))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));
        var report = BenchmarkRunner.Run<T>(config).Reports.SingleOrDefault();
        return report?.ResultStatistics is { } statistics
            ? new(1e9 / statistics.Mean, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)
            : throw new InvalidOperationException($"{typeof(T).Name} gave no result.");
    }
}
