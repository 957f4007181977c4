using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Kubernetes;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Experiments.Support;

namespace CanaryOperator.Tests.Experiments;

public sealed class LoopsWithLoadTests : IAsyncDisposable
{
    private readonly ExperimentScene _scene = new("");

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task The_load_of_every_version_comes_first_then_metrics_are_read_then_there_is_one_write()
    {
        Answers();
        Loads(load => load with { Requests = 3 });

        await _scene.LoadIsDoneAsync();
        (_scene.Queries, _scene.Status.Loops).Should().Be((0, null));
        _scene.Server.Requests.Clear();
        await _scene.ReconcileAsync();

        _scene.Model.Requests.Select(request => request.Path).Should().BeEquivalentTo("/r-1", "/r-1", "/r-1", "/r-2", "/r-2", "/r-2");
        (_scene.Queries, _scene.Status.Loops, _scene.Status.LastError).Should().Be((16, 1L, null));
        _scene.Server.Requests.Should().ContainSingle();
        _scene.Status.Metrics!.Single(metric => metric.Name == "http/request-count").Values.Should()
            .BeEquivalentTo(new Dictionary<string, double> { ["candidate"] = 3, ["stable"] = 3 });
        _scene.Events.Reasons.Should().Equal("LoadBegins", "Satisfied");
    }

    [Fact]
    public async Task An_objective_is_violated_by_the_version_whose_answers_are_bad_and_by_it_alone()
    {
        _scene.Model.On(request => request.Path == "/r-2", Replies.Text(503, "")).On(_ => true, Replies.Json("{}"));
        Loads(load => load with { Requests = 4 }, new Objective { Metric = "http/error-rate", Upper = 0.5 });

        await _scene.LoadIsDoneAsync();
        await _scene.ReconcileAsync();

        var objective = _scene.Status.Objectives!.Single(objective => objective.Metric == "http/error-rate");
        objective.Versions!.Select(version => (version.Name, version.Verdict, version.Value, version.Requests))
            .Should().Equal(("candidate", "Violated", 1, 4), ("stable", "Satisfied", 0, 4));
        _scene.Events.Told.Should().Contain("Warning LoadHasErrors: Requests of the load http to candidate failed with 503");
    }

    [Fact]
    public async Task While_it_is_sent_nothing_is_asked_again_and_a_target_that_is_not_ready_any_more_changes_nothing()
    {
        _scene.Model.On(_ => true, Replies.Silence);
        Loads(load => load with { Requests = 1 });
        _scene.Edit(spec => spec with { Readiness = new() });
        await _scene.ReconcileAsync();
        await ArriveAsync(2);

        _scene.TargetIs(ready: "False");
        (await _scene.ReconcileAsync()).RequeueAfter.Should().BeNull();

        (_scene.Model.Requests.Count, _scene.Status.Loops, _scene.Condition("TargetReady")).Should().Be((2, null, "False"));
    }

    [Fact]
    public async Task A_loop_that_could_not_be_recorded_does_not_send_its_load_again()
    {
        Answers();
        Loads(load => load with { Requests = 1 });
        await _scene.LoadIsDoneAsync();
        _scene.Server.Refuses = _ => new KubernetesException("no", System.Net.HttpStatusCode.Conflict, new() { Reason = "no" }, null);
        var reconcile = _scene.ReconcileAsync;
        await reconcile.Should().ThrowAsync<KubernetesException>();
        _scene.Server.Refuses = _ => null;

        await _scene.ReconcileAsync();

        (_scene.Status.Loops, _scene.Model.Requests.Count).Should().Be((1L, 2));
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("changed")]
    [InlineData("deleted")]
    public async Task An_Experiment_that_becomes_another_one_ends_its_load(string how)
    {
        var givenUp = 0;
        _scene.Model.On(_ => true, async (exchange, cancellationToken) =>
        {
            await exchange.ClientLeftAsync(cancellationToken);
            Interlocked.Increment(ref givenUp);
        });
        Loads(load => load with { Requests = 1 });
        await _scene.ReconcileAsync();
        await ArriveAsync(2);

        if (how == "deleted")
        {
            await _scene.DeleteAsync();
        }
        else
        {
            _scene.Edit(spec => spec with { Suspend = how == "suspended", MinimumRequests = 5 });
            await _scene.ReconcileAsync();
        }

        await Eventually.BecomesTrueAsync(() => Volatile.Read(ref givenUp) == 2, "the requests are given up");
        await ArriveAsync(how == "changed" ? 4 : 2);
        (_scene.Wakeups, _scene.Status?.Loops).Should().Be((0, null));
    }

    [Fact]
    public async Task Load_that_is_switched_off_fails_the_loop_and_says_what_to_set()
    {
        await using var scene = new ExperimentScene("", limits: new());
        scene.Edit(spec => spec with
        {
            Load = [new() { Url = "http://a/" }],
            Objectives = [new() { Metric = "http/error-count", Upper = 0 }],
        });

        await scene.ReconcileAsync();

        scene.Status.LastError.Should().Contain("http/error-count")
            .And.Contain("--experiments-load").And.Contain("experiments.load.enabled");
        (scene.Model.Requests.Count, scene.Queries, scene.Status.Verdict).Should().Be((0, 16, null));
    }

    [Fact]
    public async Task Requests_that_are_the_same_for_all_versions_only_make_traffic()
    {
        Answers();
        Loads(load => load with { Requests = 3, Url = $"{_scene.Model.Host}${{service}}" });

        await _scene.LoadIsDoneAsync();
        await _scene.ReconcileAsync();

        _scene.Model.Requests.Should().HaveCount(3).And.OnlyContain(request => request.Path == "/my-model-predictor");
        _scene.Status.LastError.Should().BeNull();
        _scene.Status.Metrics!.Should().NotContain(metric => metric.Name!.StartsWith("http/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_nobody_can_attribute_is_refused_as_an_objective()
    {
        Answers();
        Loads(
            load => load with { Requests = 1, Url = _scene.Model.Host.AbsoluteUri },
            new Objective { Metric = "http/latency-mean", Upper = 1000 });

        await _scene.LoadIsDoneAsync();
        await _scene.ReconcileAsync();

        _scene.Status.LastError.Should().Contain("the same for candidate and stable").And.Contain("${revision}");
        _scene.Status.Verdict.Should().BeNull();
    }

    [Fact]
    public async Task An_operator_that_stops_gives_up_its_loads()
    {
        _scene.Model.On(_ => true, Replies.Silence);
        Loads(load => load with { Requests = 1 });
        using var stop = new CancellationTokenSource();
        var running = _scene.Loads.RunAsync(stop.Token);
        await _scene.ReconcileAsync();
        await ArriveAsync(2);

        await stop.CancelAsync();
        await running;

        (_scene.Wakeups, _scene.Status.Loops).Should().Be((0, null));
    }

    private void Answers() => _scene.Model.On(_ => true, Replies.Json("{}"));

    private void Loads(Func<LoadSpec, LoadSpec> change, params Objective[] objectives) => _scene.Edit(spec => spec with
    {
        Load = [change(new() { Url = $"{_scene.Model.Host}${{revision}}" })],
        Objectives = [.. spec.Objectives!, .. objectives],
    });

    private Task ArriveAsync(int requests) =>
        Eventually.BecomesTrueAsync(() => _scene.Model.Requests.Count == requests, $"{requests} requests arrive");
}
