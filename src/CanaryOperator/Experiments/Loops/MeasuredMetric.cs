using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Loops;

/// <summary>A metric and what it was for one version.</summary>
internal sealed record MeasuredMetric(ExpandedMetric Metric, Reading Reading);
