using CanaryOperator.Local.Serving;

namespace CanaryOperator.Tests.Serving;

/// <summary>With the metrics of Knative up to 1.18.</summary>
public sealed class OpenCensusFixture : ServingFixture
{
    internal override MetricsGeneration Metrics => MetricsGeneration.OpenCensus;
}
