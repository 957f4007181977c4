using CanaryOperator.Local.Load;

namespace CanaryOperator.Local.Tests.Load;

public sealed class LoadReportTests
{
    private static readonly Dictionary<string, long> Percents = new() { ["m-predictor-00001"] = 90, ["m-predictor-00002"] = 10 };

    [Fact]
    public void A_percentile_is_the_shortest_time_that_covers_so_many_requests()
    {
        var latencies = new Latencies(Enumerable.Range(1, 200).Reverse().Select(count => TimeSpan.FromMilliseconds(count)));

        new[] { 0.5, 50, 90, 99, 99.9, 100 }.Select(percent => latencies.Percentile(percent).TotalMilliseconds)
            .Should().Equal(1, 100, 180, 198, 200, 200);
        latencies.Max.TotalMilliseconds.Should().Be(200);
        new Latencies([]).Percentile(99).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Requests_tells_how_many_how_fast_and_what_went_wrong()
    {
        var latencies = new double[] { 0.42, 1.25, 12.4, 1_234 }.Select(TimeSpan.FromMilliseconds);
        var result = ResultOf(latencies) with { Errors = new Dictionary<string, long> { ["timeout"] = 1, ["503"] = 2 }, NotSent = 7 };

        LoadReport.Requests(result).Should().Be(
            """
            REQUESTS   ERRORS   REQUESTS/S   P50      P90      P99      MAX
            4          3        2.0          1.3 ms   1.23 s   1.23 s   1.23 s
            Errors: 503: 2, timeout: 1
            The rate could not be kept: 7 requests were due and not sent, because too many others had no answer yet.

            """);
        LoadReport.Requests(ResultOf([])).Should().Be(
            """
            REQUESTS   ERRORS   REQUESTS/S   P50       P90       P99       MAX
            0          0        0.0          0.00 ms   0.00 ms   0.00 ms   0.00 ms

            """);
    }

    [Fact]
    public void Shares_tells_who_answered_and_whether_that_is_chance()
    {
        var verdicts = ShareVerdict.Of(Result(("m-predictor-00001", 1_344), ("m-predictor-00002", 156)), Percents, 0.99);

        LoadReport.Shares(verdicts, 0.99).Should().Be(
            """
            REVISION            REQUESTS   ERRORS   P90       SHARE    EXPECTED   99 % INTERVAL   INSIDE
            m-predictor-00001   1344       0        0.00 ms   89.6 %   90 %       1319 to 1379    yes
            m-predictor-00002   156        0        0.00 ms   10.4 %   10 %       121 to 181      yes

            """);
        LoadReport.SharesAlone(verdicts).Should().Be(
            """
            REVISION            REQUESTS   ERRORS   P90       SHARE
            m-predictor-00001   1344       0        0.00 ms   89.6 %
            m-predictor-00002   156        0        0.00 ms   10.4 %

            """);
    }

    [Fact]
    public void One_that_should_get_nothing_may_get_nothing_and_one_that_nobody_knows_neither()
    {
        var percents = new Dictionary<string, long> { ["m-predictor-00001"] = 100, ["m-predictor-00002"] = 0, ["m-predictor-00003"] = 0 };

        var verdicts = ShareVerdict.Of(
            Result(("m-predictor-00001", 99), ("m-predictor-00003", 1), ("m-predictor-00009", 1)), percents, 0.999);

        LoadReport.Shares(verdicts, 0.999).Should().Be(
            """
            REVISION            REQUESTS   ERRORS   P90       SHARE    EXPECTED   99.9 % INTERVAL   INSIDE
            m-predictor-00001   99         0        0.00 ms   98.0 %   100 %      101 to 101        NO
            m-predictor-00002   0          0        0.00 ms   0.0 %    0 %        0 to 0            yes
            m-predictor-00003   1          0        0.00 ms   1.0 %    0 %        0 to 0            NO
            m-predictor-00009   1          0        0.00 ms   1.0 %    0 %        0 to 0            NO

            """);
    }

    [Fact]
    public void Every_component_shares_its_own_requests()
    {
        var percents = new Dictionary<string, long>(Percents) { ["m-transformer-00001"] = 100 };

        var verdicts = ShareVerdict.Of(
            Result(("m-predictor-00001", 1_350), ("m-predictor-00002", 150), ("m-transformer-00001", 1_500)), percents, 0.99);

        verdicts.Select(verdict => verdict.Share).Should().Equal(0.9, 0.1, 1);
        verdicts.Should().OnlyContain(verdict => verdict.IsInside);
    }

    private static LoadResult Result(params (string Revision, int Requests)[] revisions) => ResultOf([]) with
    {
        Revisions = revisions.ToDictionary(
            revision => revision.Revision,
            revision => new RevisionResult(0, new Latencies(Enumerable.Repeat(TimeSpan.Zero, revision.Requests)))),
    };

    private static LoadResult ResultOf(IEnumerable<TimeSpan> latencies)
    {
        var all = new Latencies(latencies);
        return new()
        {
            Requests = all.Count,
            NotSent = 0,
            Elapsed = TimeSpan.FromSeconds(2),
            Latencies = all,
            Errors = new Dictionary<string, long>(),
            Revisions = new Dictionary<string, RevisionResult>(),
        };
    }
}
