using CanaryOperator.Benchmarks.Reporting;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Testing;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>What a container image gets (its base aside), and how soon that is ready in a cluster without InferenceServices.</summary>
internal sealed class ImageBenchmark : IBenchmark
{
    private const int Runs = 5;
    private const double Megabyte = 1_000_000;

    public string Name => "image";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var published = await PublishedOperator.GetAsync();
        var files = new DirectoryInfo(Path.GetDirectoryName(published.Executable)!).GetFiles("*", SearchOption.AllDirectories);
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        return
        [
            new("Published for an image: size", $"{files.Sum(file => file.Length) / Megabyte:0} MB in {files.Length} files"),
            await StartupAsync("trimmed, ReadyToRun", OperatorProgram.Published(published.Executable)),
            await StartupAsync("as built, on the installed runtime", OperatorProgram.BesideUs),
        ];

        async Task<Figure> StartupAsync(string what, OperatorProgram program)
        {
            var clock = TimeProvider.System;
            var times = new List<TimeSpan>();
            for (var run = 0; run < Runs; run++)
            {
                var start = clock.GetTimestamp();
                await using var process = await cluster.StartOperatorAsync(program, cancellationToken);
                times.Add(clock.GetElapsedTime(start));
            }

            return new($"Start to ready, {what}, median of {Runs}", $"{Quantiles.Of(times, 0.5).TotalSeconds:0.00} s");
        }
    }
}
