using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Loops;
using CanaryOperator.Experiments.Targets;
using Objective = CanaryOperator.Core.Analysis.Objective;

namespace CanaryOperator.Tests.Experiments;

public sealed class LoopRecordingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Metrics, versions: those of the tutorial, and the most that an Experiment may have.</summary>
    [Theory]
    [InlineData(8, 2)]
    [InlineData(20, 10)]
    public void Ten_thousand_loops_stay_below_100_kB_and_can_be_written(int metrics, int versions)
    {
        var random = new Random(5);
        ExperimentStatus? status = null;
        for (var loop = 0; loop < 10_000; loop++)
        {
            status = LoopRecording.Record(status, Loop(random, loop, metrics, versions));
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(status!, ApiJsonContext.Default.ExperimentStatus);
        json.Length.Should().BeLessThan(90_000, "conditions and the rest of the object need a place, too");
        status!.Loops.Should().Be(10_000);
        status.History!.Select(record => record.Loop).Should().BeInAscendingOrder().And.Contain([1, 10_000]);
    }

    /// <summary>With the tutorial's metrics: the operator caches it, and every loop writes it anew.</summary>
    [Fact]
    public void A_long_history_is_a_curve_and_yet_cheap_to_write_every_minute()
    {
        var random = new Random(5);
        ExperimentStatus? status = null;
        for (var loop = 0; loop < 1_000; loop++)
        {
            status = LoopRecording.Record(status, Loop(random, loop, metrics: 8, versions: 2));
        }

        JsonSerializer.SerializeToUtf8Bytes(status!, ApiJsonContext.Default.ExperimentStatus).Length.Should().BeLessThan(40_000);
        status!.History.Should().HaveCountGreaterThan(25);
    }

    [Fact]
    public void A_diagnosis_has_what_was_measured_though_the_loop_failed_and_the_shortest_queries()
    {
        var (longest, shortest) = (new string('q', 39_000), new string('s', 30_000));
        var result = Failing(("a", Reading.Of(1), "up"), ("b", Reading.NoData("nothing"), longest), ("c", Reading.Failed("503"), shortest));

        var metrics = LoopRecording.Record(null, result, isDiagnosis: true).Metrics!;

        metrics.Select(metric => (metric.Name, metric.Values!.Count, metric.Problems?["v"].Reason, metric.Problems?["v"].Failed))
            .Should().Equal(("a", 1, null, null), ("b", 0, "nothing", null), ("c", 0, "503", true));
        metrics[1].Problems!["v"].Queries.Should().BeNull();
        metrics[2].Problems!["v"].Queries.Should().Equal(shortest);
    }

    [Fact]
    public void Other_experiments_have_reasons_and_no_queries()
    {
        var result = Failing(("a", Reading.Of(1), "up"), ("b", Reading.NoData("nothing"), "down")) with { Error = null };

        var metrics = LoopRecording.Record(null, result).Metrics!;

        metrics[1].Problems!["v"].Should().Be(new MetricProblem { Reason = "nothing" });
        metrics[0].Problems.Should().BeNull();
        LoopRecording.Record(null, result with { Error = "503" }).Metrics.Should().BeNull();
    }

    private static LoopResult Failing(params (string Name, Reading Reading, string Query)[] metrics) => new()
    {
        Time = Start,
        Versions = [new("v", "r", null, null)],
        Error = "503",
        Metrics = new Dictionary<string, IReadOnlyList<MeasuredMetric>>
        {
            ["v"] = [.. metrics.Select(
                metric => new MeasuredMetric(new() { Name = metric.Name, Queries = [metric.Query] }, metric.Reading))],
        },
        Assessment = Assessor.Assess([], [], 1),
    };

    private static LoopResult Loop(Random random, int loop, int metrics, int versions)
    {
        var names = Enumerable.Range(0, versions).Select(version => $"version-{version}").ToList();
        var readings = names.ToDictionary(name => name, _ => (IReadOnlyList<MeasuredMetric>)
        [
            .. Enumerable.Range(0, metrics).Select(metric => new MeasuredMetric(
                new() { Name = $"kserve-prometheus/latency-p{metric}", Description = "A percentile of the latency", Units = "ms" },
                Read(random))),
        ]);
        var objectives = Enumerable.Range(0, 60 / int.Max(versions, 2)).Take(metrics)
            .Select(metric => new Objective($"kserve-prometheus/latency-p{metric}", 50.5, null, "ms"));
        var error = readings.Values.SelectMany(measured => measured).FirstOrDefault(metric => metric.Reading.IsFailure)?.Reading.Reason;
        return new()
        {
            Time = Start.AddMinutes(loop),
            Versions = [.. names.Select(name => new TargetVersion(name, $"my-model-predictor-0{name}", null, 10))],
            Metrics = readings,
            Error = error,
            Assessment = Assessor.Assess(
                names.Select(name => new MeasuredVersion(
                    name, name, readings[name].ToDictionary(metric => metric.Metric.Name, metric => metric.Reading))),
                objectives,
                1),
        };
    }

    private static Reading Read(Random random) => random.Next(1000) switch
    {
        0 => Reading.Failed(new string('\u202e', 10_000)),
        < 100 => Reading.Of(double.NaN),
        < 150 => Reading.Of(double.PositiveInfinity),
        < 200 => Reading.NoData("the query has no series"),
        _ => Reading.Of(random.NextDouble() * 100) with { Requests = random.Next(100) },
    };
}
