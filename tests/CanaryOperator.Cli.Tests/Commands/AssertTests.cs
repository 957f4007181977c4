using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Tests.Reports;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Cli.Tests.Commands;

public sealed class AssertTests : IAsyncDisposable
{
    private const string Path = FakeObjects.Experiments + "/sklearn-iris";
    private static readonly string[] Assert = ["assert", "-g", "sklearn-iris", "-c", "completed,nofailure,slos"];
    private readonly CliRun _cli = new();

    public ValueTask DisposeAsync() => _cli.DisposeAsync();

    [Theory]
    [InlineData("satisfied", 0)]
    [InlineData("violated", 1)]
    [InlineData("no-data", 1)]
    [InlineData("too-few-requests", 1)]
    [InlineData("no-loops-yet", 1)]
    public async Task Without_a_timeout_the_code_tells_what_is(string experiment, int expected)
    {
        _cli.Server.HasExperiment(Observed(experiment));

        var code = await _cli.RunAsync(Assert);

        code.Should().Be(expected, _cli.Output + _cli.Error);
    }

    [Theory]
    [InlineData("violated", 1)]
    [InlineData("no-data", 4)]
    [InlineData("no-loops-yet", 4)]
    public async Task When_the_time_is_over_the_code_tells_whether_anything_was_known(string experiment, int expected)
    {
        Watched(experiment, Replies.EventsThenSilence());

        var running = _cli.RunAsync([.. Assert, "--timeout", "60s"]);
        await Eventually.BecomesTrueAsync(() => _cli.Server.Requests.Any(request => request.IsWatch), "the experiment is watched");
        _cli.Clock.Advance(TimeSpan.FromSeconds(60));

        (await running).Should().Be(expected, _cli.Output + _cli.Error);
    }

    [Fact]
    public async Task A_change_that_makes_it_hold_ends_the_wait()
    {
        Watched("no-loops-yet", Replies.EventsThenSilence(WireJson.Event("MODIFIED", FakeObjects.Json(Observed("satisfied")))));

        var code = await _cli.RunAsync([.. Assert, "--timeout", "60s"]);

        code.Should().Be(0, _cli.Output + _cli.Error);
    }

    [Fact]
    public async Task An_experiment_that_is_over_is_not_waited_for()
    {
        var experiment = Observed("violated");
        var over = experiment with
        {
            Status = experiment.Status! with { Conditions = [new() { Type = "Completed", Status = "True" }] },
        };
        Watched("violated", Replies.EventsThenSilence(WireJson.Event("MODIFIED", FakeObjects.Json(over))));

        var code = await _cli.RunAsync([.. Assert, "--timeout", "1h"]);

        code.Should().Be(1, _cli.Output + _cli.Error);
    }

    [Fact]
    public async Task A_verdict_that_failures_hold_is_not_the_last_loops()
    {
        var experiment = Observed("satisfied");
        _cli.Server.HasExperiment(experiment with { Status = experiment.Status! with { LastError = "p/latency-p90: refused" } });

        (await _cli.RunAsync("assert", "-g", "sklearn-iris", "-c", "slos")).Should().Be(1);

        _cli.Output.Should().StartWith("slos cannot be told yet: ")
            .And.MatchRegex("since 20[0-9-]+ .*the last loop failed \\(p/latency-p90: refused\\)");
    }

    [Fact]
    public async Task A_verdict_that_failures_hold_is_waited_for_until_the_time_is_over()
    {
        var held = Observed("satisfied");
        Watched(held with { Status = held.Status! with { LastError = "refused" } }, Replies.EventsThenSilence());

        var running = _cli.RunAsync("assert", "-g", "sklearn-iris", "-c", "slos", "--timeout", "60s");
        await Eventually.BecomesTrueAsync(() => _cli.Server.Requests.Any(request => request.IsWatch), "the experiment is watched");
        _cli.Clock.Advance(TimeSpan.FromSeconds(60));

        (await running).Should().Be(4, _cli.Output + _cli.Error);
    }

    [Fact]
    public async Task A_loop_that_measures_again_ends_the_wait_for_a_held_verdict()
    {
        var held = Observed("satisfied");
        var recovered = Replies.EventsThenSilence(WireJson.Event("MODIFIED", FakeObjects.Json(held)));
        Watched(held with { Status = held.Status! with { LastError = "refused" } }, recovered);

        (await _cli.RunAsync("assert", "-g", "sklearn-iris", "-c", "slos", "--timeout", "60s")).Should().Be(0);
    }

    [Theory]
    [InlineData("721h")]
    [InlineData("-1s")]
    [InlineData("soon")]
    public async Task A_timeout_that_cannot_be_waited_for_is_wrong_usage(string timeout)
    {
        _cli.Server.HasExperiment(Observed("no-data"));

        (await _cli.RunAsync([.. Assert, $"--timeout={timeout}"])).Should().Be(2);

        _cli.Error.Should().Contain("at most 720h");
    }

    [Fact]
    public async Task The_status_of_an_earlier_spec_does_not_count()
    {
        var experiment = Observed("satisfied");
        _cli.Server.HasExperiment(experiment with { Metadata = experiment.Metadata with { Generation = 2 } });

        (await _cli.RunAsync(Assert)).Should().Be(1);
    }

    [Fact]
    public async Task An_unknown_condition_is_wrong_usage()
    {
        (await _cli.RunAsync("assert", "-c", "slo")).Should().Be(2);

        _cli.Error.Should().Contain("Did you mean slos?");
    }

    private void Watched(string experiment, Reply watch) => Watched(Observed(experiment), watch);

    private void Watched(Experiment experiment, Reply watch)
    {
        var json = FakeObjects.Json(experiment);
        _cli.Server.Has(Path, Replies.Json(json))
            .Has(FakeObjects.Experiments, Replies.Json(WireJson.List("7", "", json)))
            .On(request => request.IsWatch, watch);
    }

    private static Experiment Observed(string name)
    {
        var experiment = SampleExperiments.All[name];
        return experiment with
        {
            Metadata = experiment.Metadata with { Generation = 1 },
            Status = experiment.Status is { } status ? status with { ObservedGeneration = 1 } : null,
        };
    }
}
