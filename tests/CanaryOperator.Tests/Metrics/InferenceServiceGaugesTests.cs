using System.Diagnostics.Metrics;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Metrics;
using CanaryOperator.Runtime.Metrics;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Metrics;

public sealed class InferenceServiceGaugesTests : IDisposable
{
    private readonly Meter _meter = new("InferenceServiceGaugesTests");
    private readonly MetricsCollector _metrics = new("InferenceServiceGaugesTests");
    private readonly FakeInformer<InferenceService> _cache = new();

    public InferenceServiceGaugesTests() => _ = new InferenceServiceGauges(_meter, [(WellKnown.KServeGroup, _cache)]);

    public void Dispose()
    {
        _meter.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public void Shares_and_phase_are_shown_for_every_InferenceService()
    {
        var model = Some.Flowers(2, percent: 10).WithHistory("m-00001");
        var service = Views.ServiceFor(model, Some.Latest(10), Some.Previous("m-00001", 90)).Settled("m-00002");
        _cache.Put(model with { Status = Views.Of(model, service).Status() });

        const string labels = "group=\"serving.kserve.io\",name=\"my-model\",namespace=\"demo\"";
        var text = Sorted(_metrics.Render());

        text.Should().Contain(Sorted($"canary_operator_inferenceservice_phase{{{labels},phase=\"Canary\"}} 1"));
        text.Should().Contain(Sorted(
            $"canary_operator_inferenceservice_traffic_percent{{component=\"predictor\",{labels},revision=\"m-00001\"}} 90"));
        text.Should().Contain(Sorted(
            $"canary_operator_inferenceservice_traffic_percent{{component=\"predictor\",{labels},revision=\"m-00002\"}} 10"));

        _cache.Clear();
        _metrics.Render().Should().NotContain("my-model");
    }

    [Fact]
    public void A_revision_that_is_routed_to_twice_has_the_sum()
    {
        var model = Some.Flowers(2, percent: 10).WithHistory("m-00001");
        var service = Views.ServiceFor(model, Some.Latest(10), Some.Previous("m-00001", 90)).Loading("m-00002", "m-00001");
        _cache.Put(model with { Status = Views.Of(model, service).Status() });

        var text = _metrics.Render();

        text.Should().MatchRegex("traffic_percent\\{[^}]*revision=\"m-00001\"[^}]*\\} 100");
        text.Should().MatchRegex("phase\\{[^}]*phase=\"Progressing\"[^}]*\\} 1");
    }

    /// <summary>The order of labels says nothing.</summary>
    private static string Sorted(string text) => string.Join('\n', text.Split('\n').Select(line =>
        line.Split('{', '}') is [var name, var labels, var value]
            ? $"{name}{{{string.Join(',', labels.Split(',').Order(StringComparer.Ordinal))}}}{value}"
            : line));
}
