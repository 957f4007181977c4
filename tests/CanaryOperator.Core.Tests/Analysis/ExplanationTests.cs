using CanaryOperator.Core.Analysis;

namespace CanaryOperator.Core.Tests.Analysis;

public class ExplanationTests
{
    private const string Latency = "kserve/latency-p90";
    private const string Errors = "kserve/error-rate";

    private static readonly Objective[] Objectives = [new(Latency, 30, null, "ms"), new(Errors, 0.02, null, null)];

    [Fact]
    public void Violation_that_is_farthest_from_its_limit_is_named() =>
        Explain(Version("candidate", "m-00002", 33, 0.05), Version("stable", "m-00001", 31, 0))
            .Should().Be("candidate (m-00002) violates kserve/error-rate: 0.05 is 0.03 (150 %) above the limit of 0.02 (and 2 more)");

    [Fact]
    public void No_data_is_named_with_its_reason() =>
        Explain(Version("candidate", null, null, 0), Version("stable", "m-00001", 20, 0))
            .Should().Be("candidate has no data for kserve/latency-p90: no requests in the last 60s");

    [Fact]
    public void Too_few_requests_are_named_with_how_many_are_wanted() =>
        Explain(Version("candidate", "m-00002", 29, 0, requests: 12), Version("stable", "m-00001", 20, 0))
            .Should().Be("candidate (m-00002) has too few requests for kserve/latency-p90: 12 requests, 100 are wanted (and 1 more)");

    [Fact]
    public void Satisfaction_tells_what_is_closest_to_its_limit() =>
        Explain(Version("stable", "m-00001", 20, 0), Version("candidate", "m-00002", 28, 0.01))
            .Should().Be(
                "candidate (m-00002) and stable (m-00001) keep all 2 objectives; "
                + "closest to its limit is kserve/latency-p90 of candidate: 28 ms keeps the limit of 30 ms by 2 ms (6.7 %)");

    [Fact]
    public void One_version_keeps_one_objective() =>
        Assessor.Assess([Version("m-00001", "m-00001", 30, 0)], [Objectives[0]], 1).Message.Should().Be(
            "m-00001 keeps the objective; "
            + "closest to its limit is kserve/latency-p90 of m-00001: 30 ms just keeps the limit of 30 ms");

    [Fact]
    public void Without_versions_there_is_no_data() =>
        Assessor.Assess([], Objectives, 1)
            .Should().BeEquivalentTo(new { Verdict = Verdict.NoData, Message = "There is no version to measure" });

    [Fact]
    public void Without_objectives_a_version_without_traffic_is_satisfied() =>
        Assessor.Assess([Version("candidate", null, null, 0)], [], 1)
            .Should().BeEquivalentTo(new { Verdict = Verdict.Satisfied, Message = "There are no objectives, so none is violated" });

    [Fact]
    public void Without_objectives_a_provider_that_failed_is_no_data()
    {
        var failed = new MeasuredVersion("candidate", "m-00002", new Dictionary<string, Reading>
        {
            [Latency] = Reading.Failed("timed out"),
            [Errors] = Reading.Failed("HTTP 503"),
        });

        var assessment = Assessor.Assess([failed], [], 1);

        assessment.Verdict.Should().Be(Verdict.NoData);
        assessment.Message.Should().Be("candidate (m-00002) has no data for kserve/error-rate: HTTP 503");
    }

    private static string Explain(params MeasuredVersion[] versions) => Assessor.Assess(versions, Objectives, 100).Message;

    private static MeasuredVersion Version(string name, string? revision, double? latency, double errors, double requests = 500)
    {
        var measured = latency is { } value ? Reading.Of(value) : Reading.NoData("no requests in the last 60s");
        return new(name, revision, new Dictionary<string, Reading>
        {
            [Latency] = measured with { Requests = requests },
            [Errors] = Reading.Of(errors) with { Requests = requests },
        });
    }
}
