namespace CanaryOperator.Tests.Serving;

public sealed class OpenTelemetryMetricsTests(OpenTelemetryFixture cluster)
    : RequestMetricsTests(cluster), IClassFixture<OpenTelemetryFixture>
{
    private protected override string Histogram => "kn_serving_invocation_duration_seconds";

    private protected override string RevisionLabel => "kn_revision_name";

    private protected override string NamespaceLabel => "k8s_namespace_name";

    private protected override double Unit => 1_000;

    private protected override IReadOnlyList<double> Bounds { get; } = [50, 75, 100, 250, 500, 750, 1000, 10_000];
}
