using CanaryOperator.Api.Experiments;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Http;
using CanaryOperator.Experiments.Providers;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Tests.Experiments.Support;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments;

/// <summary>The built-in template against the real Prometheus.</summary>
public sealed class KServePrometheusTests(ScrapedPrometheus prometheus) : IClassFixture<ScrapedPrometheus>
{
    [PrometheusTheory]
    [InlineData("steady")]
    [InlineData("labelled")]
    [InlineData("joined")]
    public async Task Every_generation_of_metrics_gives_the_same_numbers(string revision)
    {
        (await MeasureAsync(revision, "request-count")).Value.Should().Be(30);
        (await MeasureAsync(revision, "error-count")).Value.Should().Be(0);
        (await MeasureAsync(revision, "error-rate")).Value.Should().Be(0);
        (await MeasureAsync(revision, "latency-mean")).Value.Should().BeApproximately(25, 1e-6);
        (await MeasureAsync(revision, "latency-p50")).Value.Should().BeApproximately(20, 1e-6);
        (await MeasureAsync(revision, "latency-p5")).Value.Should().BeApproximately(11, 1e-6);
        (await MeasureAsync(revision, "latency-p99.9")).Value.Should().BeApproximately(39.96, 1e-6);
    }

    [PrometheusFact]
    public async Task A_series_that_is_born_in_the_window_counts_from_its_first_request()
    {
        (await MeasureAsync("born", "request-count")).Value.Should().Be(7);
        (await MeasureAsync("born", "error-count")).Value.Should().Be(2);
        (await MeasureAsync("born", "error-rate")).Value.Should().BeApproximately(2 / 7.0, 1e-6);
        (await MeasureAsync("born", "latency-p50")).Value.Should().BeApproximately(5, 1e-6);
    }

    [PrometheusFact]
    public async Task A_container_that_starts_again_takes_no_requests_back() =>
        (await MeasureAsync("restarted", "request-count")).Value
            .Should().BeInRange(5, 30, "20 before and 5 after, as increase() estimates");

    [PrometheusFact]
    public async Task Without_requests_there_is_a_count_and_nothing_else()
    {
        (await MeasureAsync("idle", "request-count")).Value.Should().Be(0);
        (await MeasureAsync("idle", "error-count")).Value.Should().Be(0);
        foreach (var metric in new[] { "error-rate", "latency-mean", "latency-p50" })
        {
            var reading = await MeasureAsync("idle", metric);
            reading.Value.Should().BeNull(metric);
            reading.IsFailure.Should().BeFalse(metric);
        }
    }

    [PrometheusTheory]
    [InlineData("request-count")]
    [InlineData("error-count")]
    [InlineData("latency-p50")]
    public async Task A_revision_without_series_has_no_data(string metric)
    {
        var reading = await MeasureAsync("nobody", metric);

        (reading.Value, reading.IsFailure).Should().Be((null, false));
    }

    [PrometheusTheory]
    [InlineData("steady")]
    [InlineData("joined")]
    public async Task A_Prometheus_that_is_younger_than_the_window_does_not_count_what_was_before_it(string revision) =>
        (await MeasureAsync(revision, "request-count", TimeSpan.FromMinutes(10))).Value.Should().BeInRange(25, 60);

    [PrometheusFact]
    public async Task A_name_cannot_change_the_query()
    {
        (await MeasureAsync("\"} or vector(1) #", "request-count")).Reason.Should().Be("the query has no series");
    }

    [PrometheusFact]
    public async Task Prometheus_s_own_words_are_told()
    {
        using var provider = Provider();
        var metric = new ExpandedMetric { Name = "m", Queries = ["sum("] };

        var reading = await provider.MeasureAsync(metric, CancellationToken.None);

        reading.IsFailure.Should().BeTrue();
        reading.Reason.Should().Contain("400").And.Contain("parse error");
    }

    private async Task<Reading> MeasureAsync(string revision, string metric, TimeSpan? window = null)
    {
        using var provider = Provider();
        var since = window ?? TimeProvider.System.GetUtcNow() - prometheus.WindowStart;
        var values = TemplateValues.For(Some.Namespace, "service", revision, since, null, null);
        var metrics = TemplateExpansion.Expand("p", BuiltInTemplates.Find(TemplateReference.KServePrometheus)!, values, [5, 50, 99.9]);
        return await provider.MeasureAsync(metrics.Single(expanded => expanded.Name == $"p/{metric}"), CancellationToken.None);
    }

    private PrometheusProvider Provider() => new(new ProviderClient(
        prometheus.Url,
        Some.Namespace,
        SecretCredentials.Handler(null),
        new UrlPolicy([prometheus.Url]),
        new SilentProviders(TimeProvider.System),
        TimeProvider.System));
}
