using CanaryOperator.Core.Analysis;

namespace CanaryOperator.Core.Tests.Analysis;

public class AssessorTests
{
    private static readonly Objective Latency = new("kserve/latency-p90", Upper: 30, Lower: null, "ms");

    [Theory]
    [InlineData(42.3, 30d, null, Verdict.Violated, -12.3, "42.3 ms is 12.3 ms (41 %) above the limit of 30 ms")]
    [InlineData(29, 30d, null, Verdict.Satisfied, 1d, "29 ms keeps the limit of 30 ms by 1 ms (3.3 %)")]
    [InlineData(30, 30d, null, Verdict.Satisfied, 0d, "30 ms just keeps the limit of 30 ms")]
    [InlineData(30.000001, 30d, null, Verdict.Violated, -0.000001, "30.000001 ms is 0.000001 ms (0.0000033 %) above the limit of 30 ms")]
    [InlineData(7, null, 10d, Verdict.Violated, -3d, "7 ms is 3 ms (30 %) below the limit of 10 ms")]
    [InlineData(10, null, 10d, Verdict.Satisfied, 0d, "10 ms just keeps the limit of 10 ms")]
    [InlineData(11, 30d, 10d, Verdict.Satisfied, 1d, "11 ms keeps the limit of 10 ms by 1 ms (10 %)")]
    [InlineData(28, 30d, 10d, Verdict.Satisfied, 2d, "28 ms keeps the limit of 30 ms by 2 ms (6.7 %)")]
    [InlineData(9, 30d, 10d, Verdict.Violated, -1d, "9 ms is 1 ms (10 %) below the limit of 10 ms")]
    [InlineData(0, 0d, null, Verdict.Satisfied, 0d, "0 ms just keeps the limit of 0 ms")]
    [InlineData(3, 0d, null, Verdict.Violated, -3d, "3 ms is 3 ms above the limit of 0 ms")]
    [InlineData(-1, 0d, null, Verdict.Satisfied, 1d, "-1 ms keeps the limit of 0 ms by 1 ms")]
    [InlineData(1234567.891, 30d, null, Verdict.Violated, -1234537.891, "1234568 ms is 1234538 ms above the limit of 30 ms")]
    [InlineData(1e20, 30.125, null, Verdict.Violated, -1e20, "1E+20 ms is 1E+20 ms above the limit of 30.125 ms")]
    [InlineData(1e-9, 30d, null, Verdict.Satisfied, 29.999999999, "1E-09 ms keeps the limit of 30 ms by 30 ms (100 %)")]
    [InlineData(5, null, null, Verdict.Satisfied, null, "there is no limit")]
    public void Value_is_held_against_the_nearest_limit(
        double value, double? upper, double? lower, Verdict verdict, double? margin, string message)
    {
        var result = One(Reading.Of(value), Latency with { Upper = upper, Lower = lower });

        result.Should().BeEquivalentTo(new { Verdict = verdict, Value = value, Message = message });
        (result.Margin is { } actual ? Math.Round(actual, 9) : (double?)null).Should().Be(margin);
    }

    [Fact]
    public void Margin_stays_finite_where_doubles_end() =>
        One(Reading.Of(double.MaxValue), Latency with { Upper = double.MinValue })
            .Should().BeEquivalentTo(new { Verdict = Verdict.Violated, Margin = double.MinValue });

    [Theory]
    [InlineData(double.NaN, "the value is not a number")]
    [InlineData(double.PositiveInfinity, "the value is infinite")]
    [InlineData(double.NegativeInfinity, "the value is infinite")]
    public void Value_that_is_not_finite_is_no_data(double value, string message) =>
        One(Reading.Of(value))
            .Should().BeEquivalentTo(new { Verdict = Verdict.NoData, Value = (double?)null, Margin = (double?)null, Message = message });

    [Fact]
    public void Provider_that_failed_is_no_data_and_no_violation() =>
        One(Reading.Failed("Prometheus answered 503"))
            .Should().BeEquivalentTo(new { Verdict = Verdict.NoData, Message = "Prometheus answered 503" });

    [Fact]
    public void Metric_that_nobody_measured_is_no_data() =>
        One(null).Should().BeEquivalentTo(new { Verdict = Verdict.NoData, Message = "it was not measured" });

    [Theory]
    [InlineData(12d, 100, Verdict.TooFewRequests, "12 requests, 100 are wanted")]
    [InlineData(99.7, 100, Verdict.TooFewRequests, "99.7 requests, 100 are wanted")]
    [InlineData(99.99999, 100, Verdict.TooFewRequests, "99.99999 requests, 100 are wanted")]
    [InlineData(1d, 100, Verdict.TooFewRequests, "1 request, 100 are wanted")]
    [InlineData(0d, 1, Verdict.TooFewRequests, "0 requests, 1 is wanted")]
    [InlineData(100d, 100, Verdict.Violated, "42.3 ms is 12.3 ms (41 %) above the limit of 30 ms")]
    [InlineData(0d, 0, Verdict.Violated, "42.3 ms is 12.3 ms (41 %) above the limit of 30 ms")]
    [InlineData(null, 100, Verdict.Violated, "42.3 ms is 12.3 ms (41 %) above the limit of 30 ms")]
    [InlineData(double.NaN, 100, Verdict.Violated, "42.3 ms is 12.3 ms (41 %) above the limit of 30 ms")]
    public void Value_from_too_few_requests_is_not_judged(double? requests, long minimum, Verdict verdict, string message) =>
        One(Reading.Of(42.3) with { Requests = requests }, minimum: minimum)
            .Should().BeEquivalentTo(new { Verdict = verdict, Message = message });

    [Fact]
    public void Without_requests_a_latency_has_no_data_and_a_count_has_too_little()
    {
        var latency = Reading.NoData("no requests in the last 60s") with { Requests = 0 };
        var errors = Reading.Of(0) with { Requests = 0 };

        One(latency).Should().BeEquivalentTo(new { Verdict = Verdict.NoData, Message = "no requests in the last 60s", Requests = 0d });
        One(errors).Should().BeEquivalentTo(new { Verdict = Verdict.TooFewRequests, Message = "0 requests, 1 is wanted", Value = 0d });
    }

    [Theory]
    [InlineData(new[] { Verdict.Satisfied }, Verdict.Satisfied)]
    [InlineData(new[] { Verdict.Satisfied, Verdict.TooFewRequests }, Verdict.TooFewRequests)]
    [InlineData(new[] { Verdict.Satisfied, Verdict.NoData, Verdict.TooFewRequests }, Verdict.NoData)]
    [InlineData(new[] { Verdict.NoData, Verdict.Violated, Verdict.TooFewRequests, Verdict.Satisfied }, Verdict.Violated)]
    public void Worst_result_is_the_verdict(Verdict[] results, Verdict expected)
    {
        var versions = results.Select((verdict, index) => Version($"v{index}", verdict switch
        {
            Verdict.Satisfied => Reading.Of(1),
            Verdict.Violated => Reading.Of(31),
            Verdict.NoData => Reading.NoData("no series"),
            _ => Reading.Of(1) with { Requests = 0 },
        }));

        var assessment = Assessor.Assess(versions, [Latency], 1);

        assessment.Verdict.Should().Be(expected);
        assessment.Results.Select(result => result.Verdict).Should().Equal(results);
    }

    [Fact]
    public void Results_are_sorted_by_metric_and_version()
    {
        Objective[] objectives = [Latency, new("a/errors", 1, null, null), Latency with { Upper = 20 }];

        Assessor.Assess([Version("stable", null), Version("candidate", null)], objectives, 1).Results
            .Select(result => (result.Objective.Metric, result.Objective.Upper, result.Version))
            .Should().Equal(
                ("a/errors", 1, "candidate"),
                ("a/errors", 1, "stable"),
                ("kserve/latency-p90", 20, "candidate"),
                ("kserve/latency-p90", 20, "stable"),
                ("kserve/latency-p90", 30, "candidate"),
                ("kserve/latency-p90", 30, "stable"));
    }

    [Fact]
    public void Reason_that_is_a_whole_page_is_cut_between_characters()
    {
        var reason = Reading.Failed($"{new string('x', Reading.MaxReasonLength - 2)}😀😀").Reason!;

        reason.Should().HaveLength(Reading.MaxReasonLength - 1).And.EndWith("x…");
        Reading.NoData(new string('x', Reading.MaxReasonLength)).Reason.Should().NotEndWith("…");
    }

    private static ObjectiveAssessment One(Reading? reading, Objective? objective = null, long minimum = 1) =>
        Assessor.Assess([Version("candidate", reading)], [objective ?? Latency], minimum).Results.Should().ContainSingle().Subject;

    private static MeasuredVersion Version(string name, Reading? reading) =>
        new(name, $"m-{name}", reading is null ? new Dictionary<string, Reading>() : new() { [Latency.Metric] = reading });
}
