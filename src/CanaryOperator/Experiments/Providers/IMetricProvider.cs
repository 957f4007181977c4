using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Providers;

/// <summary>Somebody who knows metrics.</summary>
internal interface IMetricProvider : IDisposable
{
    /// <summary>Never throws but for the cancellation: what goes wrong is a failure of the reading.</summary>
    Task<Reading> MeasureAsync(ExpandedMetric metric, CancellationToken cancellationToken);
}
