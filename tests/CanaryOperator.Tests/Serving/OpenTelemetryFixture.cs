using CanaryOperator.Local.Serving;

namespace CanaryOperator.Tests.Serving;

/// <summary>With the metrics of Knative from 1.19 on.</summary>
public sealed class OpenTelemetryFixture : ServingFixture
{
    internal override MetricsGeneration Metrics => MetricsGeneration.OpenTelemetry;
}
