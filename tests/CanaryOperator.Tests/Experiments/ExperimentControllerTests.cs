using System.Net;
using CanaryOperator.Experiments;
using CanaryOperator.Kubernetes;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Experiments.Support;

namespace CanaryOperator.Tests.Experiments;

public sealed class ExperimentControllerTests
{
    private const string Write = "PATCH experiments.canaryoperator.io/status demo/exp";

    [Fact]
    public async Task A_loop_costs_a_query_for_each_metric_and_version_and_one_write()
    {
        await using var scene = new ExperimentScene(ExperimentScene.Minutely);

        (await scene.ReconcileAsync()).RequeueAfter.Should().Be(TimeSpan.FromSeconds(50));
        scene.Server.Requests.Clear();
        (await scene.ReconcileAfterAsync(50)).RequeueAfter.Should().Be(TimeSpan.FromSeconds(60));

        scene.Queries.Should().Be(8 * 2);
        scene.Server.Requests.Should().Equal(Write);
        (scene.Status.Verdict, scene.Status.Loops, scene.Status.LastError).Should().Be(("Satisfied", 1L, null));
        scene.Status.NextLoopTime.Should().Be(scene.Clock.GetUtcNow().AddMinutes(1));
        scene.Status.History.Should().ContainSingle();
        scene.Status.Versions!.Select(version => (version.Name, version.Revision, version.TrafficPercent, version.Requests))
            .Should().Equal(("candidate", "r-2", 10L, 5.0), ("stable", "r-1", 90L, 5.0));
        scene.Condition("NoFailure").Should().Be("True");
        scene.Condition("Completed").Should().Be("False");
        scene.Events.Reasons.Should().Equal("Satisfied");
    }

    [Fact]
    public async Task Without_a_schedule_there_is_one_loop()
    {
        await using var scene = new ExperimentScene("");

        (await scene.ReconcileAsync()).RequeueAfter.Should().BeNull();
        (await scene.ReconcileAfterAsync(1000)).RequeueAfter.Should().BeNull();

        scene.Status.Loops.Should().Be(1);
        scene.Condition("Completed").Should().Be("True");
        scene.Server.Requests.Should().Equal(Write);
    }

    [Fact]
    public async Task A_percentile_that_is_named_twice_is_measured_once()
    {
        await using var scene = new ExperimentScene("");
        scene.Edit(spec => spec with { Metrics = [spec.Metrics![0] with { LatencyPercentiles = [50, 90, 50, 50.0] }] });

        await scene.ReconcileAsync();

        scene.Status.Metrics!.Select(metric => metric.Name).Should().OnlyHaveUniqueItems()
            .And.Contain(["p/latency-p50", "p/latency-p90"]);
        scene.Queries.Should().Be(6 * 2);
    }

    [Fact]
    public async Task A_cache_that_has_not_seen_our_write_repeats_nothing()
    {
        await using var scene = new ExperimentScene("");
        await scene.ReconcileStaleAsync();

        (await scene.ReconcileStaleAsync()).RequeueAfter.Should().BeNull();

        scene.Queries.Should().Be(16);
        scene.Status.Loops.Should().Be(1);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task A_loop_that_could_not_be_recorded_is_repeated_once(HttpStatusCode code)
    {
        await using var scene = new ExperimentScene("");
        scene.Server.Refuses = _ => new KubernetesException("no", code, new() { Reason = "no" }, null);
        var reconcile = scene.ReconcileAsync;
        await reconcile.Should().ThrowAsync<KubernetesException>();
        scene.Stored.Status.Should().BeNull("nothing is recorded by halves");
        scene.Events.Told.Should().BeEmpty();
        scene.Server.Refuses = _ => null;

        await scene.ReconcileAsync();
        await scene.ReconcileAsync();

        (scene.Status.Loops, scene.Queries).Should().Be((1L, 32));
    }

    [Fact]
    public void A_missing_time_zone_database_is_not_blamed_on_the_author()
    {
        ExperimentValidation.ProblemOfZones([TimeZoneInfo.Utc]).Should().Contain("image has no time zone database");
        ExperimentValidation.ProblemOfZones([TimeZoneInfo.Utc, TimeZoneInfo.Local]).Should().Contain("IANA name");
    }

    [Fact]
    public async Task A_notification_that_is_remembered_during_a_loop_does_not_repeat_it()
    {
        await using var scene = new ExperimentScene(ExperimentScene.Minutely);
        await scene.ReconcileAsync();
        await scene.ReconcileAfterAsync(50);
        scene.SomebodyWrites(status => status with { Notifications = [new() { Name = "hook", Loop = 1 }] });
        scene.Clock.Advance(TimeSpan.FromMinutes(1));

        await scene.ReconcileStaleAsync();

        (scene.Status.Loops, scene.Queries).Should().Be((2L, 32));
        scene.Status.Notifications.Should().ContainSingle().Which.Loop.Should().Be(1);
        (await scene.ReconcileStaleAsync()).RequeueAfter.Should().BeNull("the cache lags behind");
        scene.Queries.Should().Be(32);
    }

    [Fact]
    public async Task The_gate_waits_for_the_target_and_fails_the_loop_when_its_time_is_over()
    {
        await using var scene = new ExperimentScene("", """ "readiness": {"timeout": "90s"},""");
        scene.TargetIs(ready: "False");

        (await scene.ReconcileAsync()).RequeueAfter.Should().Be(TimeSpan.FromSeconds(90));
        (await scene.ReconcileAfterAsync(30)).RequeueAfter.Should().Be(TimeSpan.FromSeconds(60));
        (scene.Status.Loops, scene.Condition("TargetReady")).Should().Be(((long?)null, "False"));
        await scene.ReconcileAfterAsync(60);

        scene.Queries.Should().Be(0);
        (scene.Status.Loops, scene.Status.FailedLoops, scene.Status.Verdict).Should().Be((1L, 1L, null));
        scene.Status.LastError.Should().Contain("my-model is not ready: it loads");
        (scene.Condition("NoFailure"), scene.Condition("Satisfied")).Should().Be(("False", "Unknown"));
    }

    [Fact]
    public async Task The_gate_opens_when_the_target_is_ready()
    {
        await using var scene = new ExperimentScene("", """ "readiness": {"timeout": "90s"},""");
        scene.TargetIs(ready: "False");
        await scene.ReconcileAsync();
        scene.TargetIs(ready: "True");

        await scene.ReconcileAfterAsync(80);

        (scene.Status.Verdict, scene.Condition("TargetReady")).Should().Be(("Satisfied", "True"));
    }

    [Fact]
    public async Task A_target_that_does_not_exist_is_waited_for_a_minute()
    {
        await using var scene = new ExperimentScene("");
        scene.TargetIsGone();

        (await scene.ReconcileAsync()).RequeueAfter.Should().Be(TimeSpan.FromMinutes(1));
        await scene.ReconcileAfterAsync(60);

        scene.Status.LastError.Should().Be("There is no InferenceService my-model in namespace demo");
    }

    [Fact]
    public async Task While_it_is_suspended_no_loop_begins_and_afterwards_one_is_made_up_for_all()
    {
        await using var scene = new ExperimentScene(ExperimentScene.Minutely);
        scene.Edit(spec => spec with { Suspend = true });
        (await scene.ReconcileAfterAsync(600)).RequeueAfter.Should().BeNull();
        scene.Queries.Should().Be(0);

        scene.Edit(spec => spec with { Suspend = false });
        await scene.ReconcileAsync();
        await scene.ReconcileAsync();

        scene.Status.Loops.Should().Be(1);
    }

    [Theory]
    [InlineData(""" "limits": {"loops": 2},""", 2)]
    [InlineData(""" "limits": {"deadline": "150s"},""", 3)]
    public async Task Limits_end_it(string limits, long loops)
    {
        await using var scene = new ExperimentScene(ExperimentScene.Minutely, limits);
        await scene.ReconcileAsync();
        await scene.ReconcileAfterAsync(50);
        for (var minute = 0; minute < 5; minute++)
        {
            await scene.ReconcileAfterAsync(60);
        }

        (scene.Status.Loops, scene.Condition("Completed"), scene.Status.NextLoopTime).Should().Be((loops, "True", null));
        scene.Queries.Should().Be((int)loops * 16);
    }

    [Fact]
    public async Task A_spec_that_cannot_be_carried_out_is_explained()
    {
        await using var scene = new ExperimentScene(""" "schedule": "every minute",""");

        (await scene.ReconcileAsync()).RequeueAfter.Should().BeNull();
        await scene.ReconcileAsync();

        scene.Condition("Valid").Should().Be("False");
        scene.Status.Conditions!.Single(condition => condition.Type == "Valid").Message.Should().Contain("spec.schedule (every minute)");
        scene.Server.Requests.Should().Equal(Write);
    }

    [Fact]
    public async Task A_provider_that_fails_leaves_the_verdict_as_it_was_and_recovers_by_itself()
    {
        await using var scene = new ExperimentScene(ExperimentScene.Minutely);
        await scene.ReconcileAfterAsync(50);
        scene.Answer = Replies.Html(400, """{"status":"error","error":"bad data"}""");
        await scene.ReconcileAfterAsync(60);

        (scene.Status.Verdict, scene.Status.Loops, scene.Status.FailedLoops).Should().Be(("Satisfied", 2L, 1L));
        scene.Status.LastError.Should().Contain("bad data");
        scene.Status.Objectives.Should().ContainSingle().Which.Versions.Should().OnlyContain(version => version.Value == 5);
        scene.Status.History!.Select(loop => loop.Verdict).Should().Equal("Satisfied", null);

        scene.Answer = ExperimentScene.Number("20");
        await scene.ReconcileAfterAsync(60);

        (scene.Status.Verdict, scene.Status.LastError, scene.Condition("Satisfied")).Should().Be(("Violated", null, "False"));
        scene.Status.Message.Should().Contain("20 ms is 10 ms (100 %) above the limit");
        scene.Events.Told.Select(told => told.Split(':')[0])
            .Should().Equal("Normal Satisfied", "Warning LoopFailed", "Warning Violated", "Normal LoopRecovered");
    }

    [Fact]
    public async Task No_data_is_no_violation_and_no_failure()
    {
        await using var scene = new ExperimentScene("") { Answer = ExperimentScene.Number("NaN") };

        await scene.ReconcileAsync();

        (scene.Status.Verdict, scene.Status.LastError).Should().Be(("NoData", null));
    }

    [Fact]
    public async Task An_objective_without_a_metric_fails_the_loop_and_the_metrics_are_named()
    {
        await using var scene = new ExperimentScene("");
        scene.Edit(spec => spec with { Objectives = [new() { Metric = "p/latency-p42", Upper = 1 }] });

        await scene.ReconcileAsync();

        scene.Status.LastError.Should().Contain("p/latency-p42").And.Contain("p/latency-p90");
    }

    [Fact]
    public async Task A_template_that_is_missing_fails_the_loop_even_when_nothing_is_promised()
    {
        await using var scene = new ExperimentScene("");
        scene.Edit(spec => spec with
        {
            Objectives = null,
            Metrics = [new() { Name = "p", Template = new() { Kind = "MetricTemplate", Name = "mine" } }],
        });

        await scene.ReconcileAsync();

        scene.Status.LastError.Should().Contain("There is no MetricTemplate mine in namespace demo");
        scene.Status.Verdict.Should().BeNull();
    }
}
