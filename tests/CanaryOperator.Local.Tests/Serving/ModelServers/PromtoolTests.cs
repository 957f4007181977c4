using System.Diagnostics;
using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Local.Serving;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

public sealed class PromtoolTests
{
    // Style rules that Knative's own names break.
    private static readonly string[] Knative =
    [
        "revision_app_request_count counter metrics should have \"_total\" suffix",
        "revision_app_request_count non-histogram and non-summary metrics should not have \"_count\" suffix",
        "revision_request_count counter metrics should have \"_total\" suffix",
        "revision_request_count non-histogram and non-summary metrics should not have \"_count\" suffix",
    ];

    [PromtoolTheory]
    [InlineData(nameof(MetricsGeneration.OpenCensus))]
    [InlineData(nameof(MetricsGeneration.OpenTelemetry))]
    public async Task Prometheus_itself_reads_the_metrics(string generation)
    {
        var text = RequestMetricsTests.Sample(Enum.Parse<MetricsGeneration>(generation)).Render();
        var start = new ProcessStartInfo(PromtoolTheoryAttribute.Path!, ["check", "metrics"]);

        var check = await CapturedProcess.RunAsync(start, text, CancellationToken.None);

        (check.Output + check.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Should().BeEquivalentTo(generation == nameof(MetricsGeneration.OpenCensus) ? Knative : []);
    }
}
