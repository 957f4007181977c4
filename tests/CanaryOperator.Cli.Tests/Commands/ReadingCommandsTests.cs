using CanaryOperator.Cli.Tests.Reports;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Cli.Tests.Commands;

public sealed class ReadingCommandsTests : IAsyncDisposable
{
    private readonly CliRun _cli = new();

    public ValueTask DisposeAsync() => _cli.DisposeAsync();

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task List_shows_every_experiment(string format)
    {
        HasExperiments("satisfied", "violated", "no-loops-yet", "too-few-requests");

        (await _cli.RunAsync("list", "-o", format)).Should().Be(0, _cli.Error);

        GoldenFile.Compare($"list.{format}", _cli.Output);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Get_shows_shares_readiness_and_verdict(string format)
    {
        _cli.Server.Has($"{FakeObjects.Services}/sklearn-iris", Replies.Json(FakeObjects.SklearnIris))
            .Has(FakeObjects.Revisions, Replies.Json(WireJson.List("7", "", FakeObjects.Revision(SampleExperiments.Stable))));
        HasExperiments("violated");

        (await _cli.RunAsync("get", "sklearn-iris", "-o", format)).Should().Be(0, _cli.Error);

        GoldenFile.Compare($"get.{format}", _cli.Output);
    }

    [Fact]
    public async Task Log_has_loops_and_events_in_their_order()
    {
        const string note =
            """
            {"metadata":{"name":"e","namespace":"default"},"eventTime":"2026-03-14T09:30:30.000000Z","reason":"LoopFailed","type":"Warning",
             "note":"Prometheus does not answer","regarding":{"name":"sklearn-iris"}}
            """;
        HasExperiment("violated");
        _cli.Server.Has("/apis/events.k8s.io/v1/namespaces/default/events", Replies.Json(WireJson.List("7", "", note)));

        (await _cli.RunAsync("log", "-g", "sklearn-iris")).Should().Be(0, _cli.Error);

        GoldenFile.Compare("log.text", _cli.Output);
    }

    [Theory]
    [InlineData("text", "VIOLATED")]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("HTML", "<!DOCTYPE html>")]
    [InlineData("json", "\"verdict\": \"Violated\"")]
    public async Task Report_has_the_format_that_was_asked_for(string format, string part)
    {
        HasExperiment("violated");

        (await _cli.RunAsync("report", "-g", "sklearn-iris", "-o", format)).Should().Be(0, _cli.Error);

        _cli.Output.Should().ContainEquivalentOf(part);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("doctor")]
    [InlineData("log")]
    [InlineData("delete")]
    [InlineData("assert", "-c", "slos")]
    [InlineData("get", "sklearn-iris")]
    public async Task What_is_not_there_is_code_3(params string[] arguments)
    {
        _cli.Server.On(_ => true, FakeObjects.NotFound);

        (await _cli.RunAsync(arguments)).Should().Be(3);

        _cli.Error.Should().StartWith("error: There is no");
    }

    [Fact]
    public async Task A_cluster_that_refuses_is_code_5()
    {
        _cli.Server.On(_ => true, Replies.Status(403, "Forbidden", "experiments is forbidden"));

        (await _cli.RunAsync("report")).Should().Be(5);

        _cli.Error.Should().Contain("experiments is forbidden");
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_code_5() =>
        (await _cli.RunAsync(new Uri("http://127.0.0.1:1"), ["report"])).Should().Be(5);

    [Theory]
    [InlineData("lunch")]
    [InlineData("report", "-o", "pdf")]
    [InlineData("assert")]
    [InlineData("launch", "--objective", "latency<=5", "--dry")]
    [InlineData("launch", "--dry")]
    [InlineData("launch", "--dry", "--isvc", "a", "--objective", "mine/x<=5")]
    [InlineData("report", "--kubeconfig", "/nowhere")]
    public async Task Wrong_usage_is_code_2(params string[] arguments)
    {
        (await _cli.RunAsync(host: null, arguments)).Should().Be(2);

        _cli.Error.Should().Contain("error: ");
        _cli.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Delete_deletes_the_experiment()
    {
        HasExperiment("violated");

        (await _cli.RunAsync("delete", "-g", "sklearn-iris")).Should().Be(0, _cli.Error);

        _cli.Server.Requests.Select(request => request.Method).Should().Equal("GET", "DELETE");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("kubectl")]
    public async Task Completion_asks_the_program(string shell)
    {
        (await _cli.RunAsync(host: null, ["completion", shell])).Should().Be(0);

        _cli.Output.Should().Contain("[suggest:");
    }

    [Fact]
    public async Task The_program_suggests_what_may_come_next()
    {
        (await _cli.RunAsync(host: null, ["[suggest:12]", "launch --obj"])).Should().Be(0, _cli.Error);

        _cli.Output.Should().Contain("--objective");
    }

    [Fact]
    public async Task Help_has_examples_and_exit_codes()
    {
        await _cli.RunAsync(host: null, ["--help"]);
        await _cli.RunAsync(host: null, ["assert", "--help"]);

        _cli.Output.Should().Contain("Exit codes: 0").And.Contain("  kubectl canary assert -g sklearn-iris");
    }

    private void HasExperiment(string name) => _cli.Server.HasExperiment(SampleExperiments.All[name]);

    private void HasExperiments(params string[] names) => _cli.Server.Has(
        FakeObjects.Experiments,
        Replies.Json(WireJson.List("7", "", [.. names.Select(name => FakeObjects.Json(SampleExperiments.All[name]))])));
}
