using CanaryOperator.Local.Serving;
using CanaryOperator.Local.Serving.ModelServers.Metrics;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

public sealed class RequestMetricsTests
{
    [Theory]
    [InlineData(nameof(MetricsGeneration.OpenCensus), "opencensus.txt")]
    [InlineData(nameof(MetricsGeneration.OpenTelemetry), "opentelemetry.txt")]
    public void Metrics_are_written_as_Knative_writes_them(string generation, string golden)
    {
        var text = Sample(Enum.Parse<MetricsGeneration>(generation)).Render();

        text.Should().Be(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Serving/ModelServers/golden", golden)));
    }

    [Fact]
    public void Before_the_first_request_there_are_no_series()
    {
        new OpenCensusMetrics(ServedPod.Options).Render().Should().BeEmpty();
        new OpenTelemetryMetrics(ServedPod.Options).Render().Should().StartWith("# HELP target_info ");
    }

    [Theory]
    [InlineData(9.99, "10", 9)]
    [InlineData(10, "20", 10)]
    [InlineData(10.99, "20", 10)]
    [InlineData(99_999.9, "100000", 99_999)]
    [InlineData(100_000, "+Inf", 100_000)]
    public void Milliseconds_are_rounded_down_and_bounds_belong_to_the_bucket_above(double milliseconds, string bucket, double sum)
    {
        var metrics = new OpenCensusMetrics(ServedPod.Options);

        metrics.Record(200, TimeSpan.FromMilliseconds(milliseconds));

        FirstFilled(metrics, "revision_app_request_latencies").Should().Be((bucket, sum));
        FirstFilled(metrics, "revision_request_latencies").Should().Be((bucket, sum));
    }

    [Theory]
    [InlineData(0.0049, "0.005")]
    [InlineData(0.005, "0.005")]
    [InlineData(0.0051, "0.01")]
    [InlineData(10, "10")]
    [InlineData(10.1, "+Inf")]
    public void Seconds_are_exact_and_bounds_belong_to_the_bucket_below(double seconds, string bucket)
    {
        var metrics = new OpenTelemetryMetrics(ServedPod.Options);

        metrics.Record(200, TimeSpan.FromSeconds(seconds));

        FirstFilled(metrics, "kn_serving_invocation_duration_seconds").Should().Be((bucket, seconds));
    }

    [Theory]
    [InlineData(nameof(MetricsGeneration.OpenCensus), "revision_app_request_count")]
    [InlineData(nameof(MetricsGeneration.OpenTelemetry), "kn_serving_invocation_duration_seconds_count")]
    public async Task No_request_is_lost_when_many_are_counted_at_once(string generation, string count)
    {
        var metrics = Enum.Parse<MetricsGeneration>(generation);
        await using var pod = await ServedPod.StartAsync(
            ServedPod.Options with { Metrics = metrics, Behavior = new() { ErrorPercent = 10 } }, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            for (var i = 0; i < 25; i++)
            {
                using var prediction = await pod.PredictAsync();
                using var probe = await pod.Client.GetAsync("/v2/health/ready");
                using var alive = await pod.Client.GetAsync("/");
            }
        }));

        // Ordered by status code; probes are not in it.
        await Eventually.BecomesTrueAsync(
            async () => Values(await pod.MetricsAsync(), count + "{").SequenceEqual(["450", "50"]),
            "450 answers and 50 errors are counted");
    }

    [Fact]
    public async Task Metrics_are_where_Prometheus_looks_for_them()
    {
        await using var pod = await ServedPod.StartAsync();
        var address = new Uri($"http://{pod.Server.MetricsAddress}");

        using var metrics = await pod.Client.GetAsync(new Uri(address, "/metrics"));
        using var other = await pod.Client.GetAsync(new Uri(address, "/v1/models/my-model"));

        metrics.Content.Headers.ContentType!.ToString().Should().Be("text/plain; version=0.0.4; charset=utf-8");
        other.StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound, "models are on the other port");
    }

    internal static IRequestMetrics Sample(MetricsGeneration generation)
    {
        IRequestMetrics metrics = generation == MetricsGeneration.OpenCensus
            ? new OpenCensusMetrics(ServedPod.Options)
            : new OpenTelemetryMetrics(ServedPod.Options);
        metrics.Record(200, TimeSpan.FromMilliseconds(7.5));
        metrics.Record(500, TimeSpan.FromMilliseconds(250));
        metrics.Record(200, TimeSpan.FromMilliseconds(31));
        return metrics;
    }

    private static (string Bucket, double Sum) FirstFilled(IRequestMetrics metrics, string name)
    {
        var lines = metrics.Render().Split('\n');
        var bucket = lines.Where(line => line.StartsWith($"{name}_bucket{{", StringComparison.Ordinal)).First(line => line[^2..] == " 1");
        return (bucket.Split("le=\"")[1].Split('"')[0], double.Parse(Values(string.Join('\n', lines), $"{name}_sum{{").Single()));
    }

    private static IEnumerable<string> Values(string text, string start) =>
        text.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]);
}
