using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks;

internal interface IBenchmark
{
    /// <summary>As on the command line.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken);
}
