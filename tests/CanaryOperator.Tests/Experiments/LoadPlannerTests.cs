using System.Text.Json;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Tests.Support;
using Reading = CanaryOperator.Core.Analysis.Reading;

namespace CanaryOperator.Tests.Experiments;

public sealed class LoadPlannerTests
{
    private const string PerRevision = "http://${revision}.${namespace}.svc.cluster.local/${service}";

    private static readonly TargetVersion Candidate = new("candidate", "r-2", null, 10);
    private static readonly TargetVersion Stable = new("stable", "r-1", null, 90);
    private static readonly TargetVersion Missing = new("candidate", null, "there is no candidate", null);

    private static readonly LoadLimits Limits = new()
    {
        Enabled = true, AllowedUrls = ["http://*.${namespace}.svc.cluster.local", "https://gateway:8443/models/"],
    };

    [Fact]
    public void Placeholders_lead_each_version_s_requests_to_it()
    {
        var planned = Plan(new() { Url = PerRevision }, Candidate, Stable);

        planned.Refusal.Should().BeNull();
        planned.ToSend.Select(request => (request.Receivers, request.Request.Url.AbsoluteUri)).Should().Equal(
            ("candidate", "http://r-2.demo.svc.cluster.local/svc"), ("stable", "http://r-1.demo.svc.cluster.local/svc"));
    }

    [Fact]
    public void A_version_s_own_values_may_stand_in_headers_and_payload()
    {
        var load = new LoadSpec
        {
            Url = "https://gateway:8443/models/iris",
            Headers = new Dictionary<string, string> { ["Host"] = "${tag}-iris.example.com" },
            Payload = """{"from": "${tag}"}""",
        };

        var requests = Plan(load, Valued(Candidate, "la\"test"), Valued(Stable, "prev")).ToSend;

        requests.Select(request => request.Request.Headers.Single().Value)
            .Should().Equal("la\"test-iris.example.com", "prev-iris.example.com");
        requests.Select(request => System.Text.Encoding.UTF8.GetString(request.Request.Payload.Span))
            .Should().Equal("""{"from": "la\u0022test"}""", """{"from": "prev"}""");
    }

    [Fact]
    public void Requests_that_are_the_same_are_sent_once_whether_or_not_a_version_is_missing()
    {
        var load = new LoadSpec { Url = "https://gateway:8443/models/iris" };

        Plan(load, Candidate, Stable).ToSend.Should().ContainSingle().Which.Receivers.Should().Be("candidate and stable");
        Plan(load, Missing, Stable).ToSend.Should().ContainSingle().Which.Receivers.Should().Be("candidate and stable");
        Plan(load, Stable).ToSend.Should().ContainSingle().Which.Receivers.Should().Be("stable");
    }

    [Fact]
    public void A_version_that_is_missing_gets_nothing_and_has_no_data()
    {
        var planned = Plan(new() { Url = PerRevision }, Missing, Stable);

        planned.ToSend.Should().ContainSingle().Which.Receivers.Should().Be("stable");
        LoadMetrics.Of(Some.Experiment(""), new(planned, [new LoadSample()]), Missing, default)
            .Should().OnlyContain(metric => metric.Reading.Reason == "there is no candidate" && !metric.Reading.IsFailure);
    }

    [Theory]
    [InlineData("http://${revision}.other.svc.cluster.local/", "no load may be sent to http://r-2.other.svc.cluster.local/")]
    [InlineData(
        "http://a.${revision}.demo.svc.cluster.local/",
        "allows http://*.${namespace}.svc.cluster.local, https://gateway:8443/models/")]
    [InlineData("http://169.254.169.254/latest", "--experiments-load-allowed-urls")]
    [InlineData("https://gateway:8443/admin", "no load may be sent to https://gateway:8443/admin")]
    [InlineData("https://user:pass@gateway:8443/models/a", "must have no user and password")]
    [InlineData("ftp://gateway/", "must begin with http://")]
    [InlineData("http://${revisoin}.demo.svc.cluster.local/", "${revisoin} has no value; there are namespace, revision, service")]
    public void What_is_not_allowed_is_not_sent(string url, string refusal)
    {
        var planned = Plan(new() { Url = url }, Candidate, Stable);

        planned.Refusal.Should().Contain(refusal).And.NotContain("user:pass");
        planned.ToSend.Should().BeEmpty();
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("evil.com:80")]
    [InlineData("user@evil.com")]
    [InlineData("")]
    public void A_value_cannot_change_which_host_is_asked(string value) =>
        Plan(new() { Url = "http://${tag}.demo.svc.cluster.local/" }, Valued(Candidate, value))
            .Refusal.Should().Contain("${tag} stands in the name of a host");

    [Fact]
    public void A_value_cannot_begin_another_header() =>
        Plan(new() { Url = PerRevision, Headers = Header("X", "${tag}") }, Valued(Candidate, "a\r\nHost: b"))
            .Refusal.Should().Contain("header X");

    [Theory]
    [InlineData(51, 1, null, "51 requests per second to each of 2 are more than the operator's 100 (--experiments-load-max-rate)")]
    [InlineData(1, 51, null, "51 connections to each of 2 are more than the operator's 100 (--experiments-load-max-connections)")]
    [InlineData(1, 1, "4m", "it takes 301 s, longer than the operator's 300 s (--experiments-load-max-duration)")]
    [InlineData(0.000000001, 1, null, "longer than the operator's 300 s")]
    public void What_is_beyond_a_limit_is_not_clipped_but_refused(double rate, int connections, string? duration, string refusal)
    {
        var load = new LoadSpec
        {
            Url = PerRevision, Rate = rate, Connections = connections, Duration = duration,
            WarmUp = duration is null ? null : new() { Requests = 61 },
        };

        Plan(load, Candidate, Stable).Refusal.Should().Contain(refusal);
    }

    [Fact]
    public void What_just_keeps_the_limits_is_sent() =>
        Plan(new() { Url = PerRevision, Rate = 50, Connections = 50, Duration = "5m" }, Candidate, Stable).Refusal.Should().BeNull();

    [Fact]
    public void A_version_s_metrics_have_Iter8_s_names_and_come_from_its_own_sample()
    {
        var planned = Plan(new() { Url = PerRevision, LatencyPercentiles = [50, 99.9] }, Candidate, Stable);
        var (fast, slow) = (new LoadSample(), new LoadSample());
        fast.Add(TimeSpan.FromMilliseconds(1), new(null));
        fast.Add(TimeSpan.FromMilliseconds(3), new(null));
        fast.Add(TimeSpan.FromMilliseconds(9), new("connection", HasLatency: false));
        slow.Add(TimeSpan.FromSeconds(1), new("500"));

        var metrics = LoadMetrics.Of(Some.Experiment(""), new(planned, [fast, slow]), Candidate, default);

        metrics.Select(metric => $"{metric.Metric.Name}={metric.Reading.Value:0.###}{metric.Metric.Units}").Should().Equal(
            "http/request-count=3", "http/error-count=1", "http/error-rate=0.333", "http/latency-mean=2ms", "http/latency-stddev=1ms",
            "http/latency-min=1ms", "http/latency-max=3ms", "http/latency-p50=1ms", "http/latency-p99.9=3ms");
        metrics.Should().OnlyContain(metric => metric.Reading.Requests == 3);
    }

    [Fact]
    public void Without_an_answer_there_are_errors_and_no_latency()
    {
        var sample = new LoadSample();
        sample.Add(TimeSpan.Zero, new("connection", HasLatency: false));

        var metrics = LoadMetrics.Of(
            Some.Experiment(""), new(Plan(new() { Url = PerRevision }, Stable), [sample]), Stable, default);

        Reading Of(string name) => metrics.Single(metric => metric.Metric.Name == name).Reading;
        (Of("http/error-rate").Value, Of("http/latency-p50").Value).Should().Be((1.0, null));
    }

    [Theory]
    [InlineData("{}", "spec.load[0].url")]
    [InlineData("""{"url":"http://a","name":"p"}""", "another load's or metric source's")]
    [InlineData("""{"url":"http://a","rate":0}""", "spec.load[0].rate")]
    [InlineData("""{"url":"http://a","connections":0}""", "spec.load[0].connections")]
    [InlineData("""{"url":"http://a","requests":0}""", "spec.load[0].requests")]
    [InlineData("""{"url":"http://a","requests":1,"duration":"1s"}""", "together with duration")]
    [InlineData("""{"url":"http://a","duration":"soon"}""", "spec.load[0].duration")]
    [InlineData("""{"url":"http://a","warmUp":{}}""", "spec.load[0].warmUp")]
    [InlineData("""{"url":"http://a","warmUp":{"requests":0}}""", "spec.load[0].warmUp.requests")]
    [InlineData("""{"url":"http://a","errorRanges":[{}]}""", "spec.load[0].errorRanges")]
    [InlineData("""{"url":"http://a","errorRanges":[{"lower":5,"upper":4}]}""", "spec.load[0].errorRanges")]
    [InlineData("""{"url":"http://a","latencyPercentiles":[100]}""", "above 0 and below 100")]
    [InlineData("""{"url":"http://a","latencyPercentiles":[50,50.0]}""", "twice")]
    [InlineData("""{"url":"http://a","contentType":"json"}""", "spec.load[0].contentType")]
    [InlineData("""{"url":"http://a","headers":{"content-length":"1"}}""", "spec.load[0].headers")]
    [InlineData("""{"url":"http://a","headers":{"a b":"1"}}""", "spec.load[0].headers")]
    [InlineData("""{"url":"http://a","headers":{"a":"1","A":"1"}}""", "spec.load[0].headers")]
    public void What_is_wrong_in_a_load_itself_is_named(string load, string problem) =>
        ExperimentValidation.Errors(Some.Experiment($"\"load\": [{load}],")).Should().ContainSingle()
            .Which.ToString().Should().Contain(problem);

    [Fact]
    public void A_load_that_says_no_more_than_whom_to_ask_is_valid()
    {
        var experiment = Some.Experiment(""" "load": [{"url": "http://a"}],""");
        var objectives = new Objective[] { new() { Metric = "http/latency-p99", Upper = 1 } };

        ExperimentValidation.Errors(experiment with { Spec = experiment.Spec with { Objectives = objectives } }).Should().BeEmpty();
    }

    private static Dictionary<string, string> Header(string name, string value) => new() { [name] = value };

    private static TargetVersion Valued(TargetVersion version, string tag) => version with
    {
        Values = new Dictionary<string, JsonElement> { ["tag"] = JsonElement.Parse($"\"{JsonEncodedText.Encode(tag)}\"") },
    };

    private static PlannedLoad Plan(LoadSpec load, params TargetVersion[] versions)
    {
        var experiment = Some.Experiment("");
        return new LoadPlanner(Limits)
            .Plan(experiment with { Spec = experiment.Spec with { Load = [load] } }, new("svc", null, versions))
            .Single();
    }
}
