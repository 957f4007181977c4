using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Tests.Reports;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Cli.Tests.Commands;

public sealed class DoctorTests : IAsyncDisposable
{
    private const string Refused = "http://prometheus:9090/ does not answer: Connection refused (prometheus:9090)";

    private readonly CliRun _cli = new();

    public static TheoryData<string, int> Cases => new()
    {
        { "healthy", 0 }, { "idle", 1 }, { "not-scraped", 1 }, { "no-candidate", 1 }, { "unreachable", 1 },
        { "no-target", 1 }, { "invalid", 1 }, { "nothing-to-measure", 1 },
    };

    private static Dictionary<string, ExperimentStatus> Statuses => new()
    {
        ["healthy"] = Measured(Metric("p/latency-p90", (1, null), (2, null)), Metric("p/request-count", (3, null), (4, null))),
        ["idle"] = Measured(
            Metric("p/latency-p90", (1, null), (null, "the value is not a number")), Metric("p/request-count", (3, null), (0, null))) with
        {
            Versions = [new() { Name = "candidate", Revision = "r-2" }, new() { Name = "stable", Revision = "r-1", Requests = 0 }],
        },
        ["not-scraped"] = Measured(
            Metric("p/latency-p90", (null, "the query has no series"), (2, null)),
            Metric("p/request-count", (null, "the query has no series"), (4, null))),
        ["no-candidate"] = Measured(Metric("p/latency-p90", (null, "there is no candidate: r-1 is the only revision"), (2, null))) with
        {
            Versions = [new() { Name = "candidate" }, new() { Name = "stable", Revision = "r-1" }],
        },
        ["unreachable"] = Measured(
            Metric("p/latency-p90", (null, Refused), (null, Refused)), Metric("p/request-count", (null, Refused), (null, Refused))),
        ["no-target"] = Waiting("TargetReady", "There is no InferenceService sklearn-iris in namespace default"),
        ["invalid"] = Waiting("Valid", "spec.target.group (x) must be y."),
        ["nothing-to-measure"] = new() { Loops = 1 },
    };

    public ValueTask DisposeAsync() => _cli.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_has_no_data_is_explained_and_nothing_is_left_behind(string name, int expected)
    {
        HasOperator(Statuses[name]);

        (await _cli.RunAsync("doctor", "sklearn-iris")).Should().Be(expected, _cli.Error);

        GoldenFile.Compare($"doctor.{name}.text", _cli.Output);
        IsDeleted();
    }

    [Fact]
    public async Task Json_has_every_query()
    {
        HasOperator(Statuses["not-scraped"]);

        (await _cli.RunAsync("doctor", "-g", "sklearn-iris", "-o", "json")).Should().Be(1, _cli.Error);

        GoldenFile.Compare("doctor.not-scraped.json", _cli.Output);
    }

    [Fact]
    public async Task It_measures_the_same_once_and_tells_nobody()
    {
        HasOperator(Statuses["healthy"]);

        await _cli.RunAsync("doctor", "sklearn-iris");

        var created = Created();
        var subject = SampleExperiments.All["violated"];
        created.Metadata.Name.Should().StartWith("sklearn-iris-doctor-").And.HaveLength("sklearn-iris-doctor-".Length + 5);
        created.IsDiagnosing().Should().BeTrue();
        created.Metadata.OwnerReferences.Should().ContainSingle().Which.Uid.Should().Be("uid");
        JsonSerializer.Serialize(created.Spec, ApiJsonContext.Default.ExperimentSpec).Should().Be(
            JsonSerializer.Serialize(
                new() { Target = subject.Spec.Target, Versions = subject.Spec.Versions, Metrics = subject.Spec.Metrics },
                ApiJsonContext.Default.ExperimentSpec));
    }

    [Fact]
    public async Task Before_there_is_an_Experiment_flags_say_what_is_measured()
    {
        _cli.Server.Has($"{FakeObjects.Services}/sklearn-iris", Replies.Json(FakeObjects.SklearnIris.Replace(
            "\"generation\":2", "\"generation\":2,\"uid\":\"u\"", StringComparison.Ordinal)));
        HasOperator(Statuses["healthy"]);

        var code = await _cli.RunAsync(
            "doctor", "--isvc", "sklearn-iris", "--template", "m=MetricTemplate/mine", "--revision", "old=r-0", "--window", "5m");

        code.Should().Be(0, _cli.Error);

        var created = Created();
        created.Metadata.OwnerReferences.Should().ContainSingle().Which.Kind.Should().Be("InferenceService");
        created.Spec.Versions.Should().Equal(new ExperimentVersion { Name = "old", Revision = "r-0" });
        created.Spec.Metrics.Should().ContainSingle().Which.Should().Match<MetricSource>(
            source => source.Name == "m" && source.Template!.Name == "mine" && source.Window == "5m");
        IsDeleted();
    }

    [Theory]
    [InlineData("sklearn-iris", "--window", "5m")]
    [InlineData("sklearn-iris", "--isvc", "sklearn-iris")]
    [InlineData("-g", "iris", "--isvc", "sklearn-iris")]
    [InlineData("--template", "kserve-prometheus")]
    [InlineData("--timeout", "0s")]
    public async Task An_Experiment_is_measured_as_it_is_or_flags_say_what(params string[] arguments)
    {
        (await _cli.RunAsync(["doctor", .. arguments])).Should().Be(2);

        _cli.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_template_that_is_not_in_the_cluster_is_refused()
    {
        _cli.Server.Has($"{FakeObjects.Services}/sklearn-iris", Replies.Json(FakeObjects.SklearnIris));
        var file = _cli.WriteFile("mine.yaml", "kind: MetricTemplate");

        (await _cli.RunAsync("doctor", "--isvc", "sklearn-iris", "--template", $"m={file}")).Should().Be(2);

        _cli.Error.Should().Contain("m=MetricTemplate/NAME");
        _cli.Server.Requests.Should().NotContain(request => request.Method == "POST");
    }

    [Fact]
    public async Task An_operator_that_says_nothing_is_code_4_and_nothing_is_left_behind()
    {
        HasOperator(new());
        _cli.Server.On(request => request.IsWatch, Replies.Silence);
        var run = _cli.RunAsync("doctor", "sklearn-iris", "--timeout", "30s");
        await Testing.Eventually.BecomesTrueAsync(() => _cli.Server.Requests.Any(request => request.IsWatch), "it waits");
        _cli.Clock.Advance(TimeSpan.FromSeconds(30));

        (await run).Should().Be(4);

        _cli.Error.Should().Contain("did not measure within 30 s");
        IsDeleted();
    }

    [Theory]
    [InlineData("list", "")]
    [InlineData("get", "sklearn-iris")]
    public async Task Experiments_for_a_moment_are_not_shown(string command, string name)
    {
        _cli.Server.Has($"{FakeObjects.Services}/sklearn-iris", Replies.Json(FakeObjects.SklearnIris))
            .On(_ => true, Replies.Json(WireJson.List("7", "")));

        await _cli.RunAsync([command, .. name.Length == 0 ? Array.Empty<string>() : [name]]);

        _cli.Server.Requests.Single(request => request.Path == FakeObjects.Experiments).Query["labelSelector"]
            .Should().Be("!canaryoperator.io/diagnosis");
    }

    private static ExperimentStatus Measured(params MetricStatus[] metrics) => new()
    {
        Loops = 1,
        Versions = [new() { Name = "candidate", Revision = "r-2" }, new() { Name = "stable", Revision = "r-1" }],
        Metrics = metrics,
    };

    private static ExperimentStatus Waiting(string condition, string message) =>
        new() { Conditions = [new() { Type = condition, Status = "False", Message = message }] };

    private static MetricStatus Metric(
        string name, (double? Value, string? Reason) candidate, (double? Value, string? Reason) stable)
    {
        var all = new Dictionary<string, (double? Value, string? Reason)> { ["candidate"] = candidate, ["stable"] = stable };
        return new()
        {
            Name = name,
            Units = name.Contains("latency", StringComparison.Ordinal) ? "ms" : null,
            Values = all.Where(one => one.Value.Value is not null).ToDictionary(one => one.Key, one => one.Value.Value!.Value),
            Problems = all.Where(one => one.Value.Value is null).ToDictionary(
                one => one.Key,
                one => new MetricProblem
                {
                    Reason = one.Value.Reason,
                    Failed = one.Value.Reason == Refused ? true : null,
                    Queries = one.Value.Reason!.StartsWith("there is no candidate", StringComparison.Ordinal)
                        ? null
                        : [$$"""sum({{name.Split('/')[1]}}{version="{{one.Key}}"})"""],
                }),
        };
    }

    private void HasOperator(ExperimentStatus status)
    {
        var isHealthy = status.Metrics?.All(metric => metric.Problems!.Count == 0) == true;
        var subject = SampleExperiments.All["violated"];
        subject = subject with { Spec = subject.Spec with { Objectives = isHealthy ? null : [new() { Metric = "p/latency-p42" }] } };
        var measured = FakeObjects.Json(SampleExperiments.New() with { Status = status });
        _cli.Server.On(request => request is { Method: "POST", Path: FakeObjects.Experiments }, Replies.Json(measured))
            .On(request => request.Method == "DELETE", Replies.Status(200, ""))
            .HasExperiment(subject with { Metadata = subject.Metadata with { Uid = "uid" } })
            .Has(FakeObjects.Experiments, Replies.Json(WireJson.List("7", "", measured)));
    }

    private Experiment Created() => JsonSerializer.Deserialize(
        _cli.Server.Requests.Single(request => request.Method == "POST").Body, ApiJsonContext.Default.Experiment)!;

    private void IsDeleted() =>
        _cli.Server.Requests.Single(request => request.Method == "DELETE").Path
            .Should().Be($"{FakeObjects.Experiments}/{Created().Metadata.Name}");
}
