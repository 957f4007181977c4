namespace CanaryOperator.Tests.Serving;

public sealed class OpenCensusMetricsTests(OpenCensusFixture cluster) : RequestMetricsTests(cluster), IClassFixture<OpenCensusFixture>
{
    private protected override string Histogram => "revision_app_request_latencies";

    private protected override string RevisionLabel => "revision_name";

    private protected override string NamespaceLabel => "namespace_name";

    private protected override double Unit => 1;

    private protected override IReadOnlyList<double> Bounds { get; } = [60, 80, 100, 150, 200, 250, 300, 400, 500, 1000, 10_000];
}
