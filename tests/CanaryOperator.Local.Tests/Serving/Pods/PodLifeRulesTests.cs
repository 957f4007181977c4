using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Local.Serving.Pods;
using CanaryOperator.Local.Serving.Pods.Kubelet;

namespace CanaryOperator.Local.Tests.Serving.Pods;

public sealed class PodLifeRulesTests
{
    private static readonly PodsOptions Options = new()
    {
        Servers = new FakeModelServers(),
        Demand = new(TimeProvider.System),
        LoadTime = TimeSpan.FromSeconds(6),
        RestartDelay = TimeSpan.FromSeconds(1),
        LongestRestartDelay = TimeSpan.FromSeconds(30),
    };

    private DateTimeOffset _now = SomePod.Now;

    [Fact]
    public void A_pod_that_fetches_its_model_spends_a_third_of_its_load_time_in_each_stage()
    {
        var rules = new PodLifeRules(Options, new ServerBehavior(), fetches: true);
        var life = new PodLife(PodStage.Fetching, _now);

        life = Pass(rules, life, seconds: 2, PodStage.Creating);
        life = Pass(rules, life, seconds: 2, PodStage.Loading);
        life = Pass(rules, life, seconds: 2, PodStage.Ready);

        rules.TimeLeft(life, _now).Should().BeNull();
        life.Should().BeEquivalentTo(new { Restarts = 0, StartedAt = _now - TimeSpan.FromSeconds(2) });
    }

    [Fact]
    public void A_pod_may_say_how_long_it_loads()
    {
        var rules = new PodLifeRules(Options, new ServerBehavior { LoadTime = TimeSpan.FromSeconds(20) }, fetches: false);

        var life = Pass(rules, new PodLife(PodStage.Creating, _now), seconds: 10, PodStage.Loading);
        Pass(rules, life, seconds: 10, PodStage.Ready);
    }

    [Fact]
    public void What_takes_no_time_is_passed_at_once()
    {
        var rules = new PodLifeRules(Options, new ServerBehavior { LoadTime = TimeSpan.Zero }, fetches: true);

        rules.Advance(new PodLife(PodStage.Fetching, _now), _now).Stage.Should().Be(PodStage.Ready);
    }

    [Fact]
    public void A_failure_to_load_is_tried_again_ever_more_slowly_up_to_a_bound()
    {
        var rules = new PodLifeRules(Options, new ServerBehavior { LoadFailure = "no such model" }, fetches: false);
        var life = new PodLife(PodStage.Loading, _now);
        foreach (var pause in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            life = Pass(rules, life, seconds: 3, PodStage.Exited);
            life.LastExit.Should().BeEquivalentTo(new { ExitCode = 1, Reason = "Error", Message = "no such model", FinishedAt = _now });
            life = Pass(rules, life, pause, PodStage.Loading);
        }

        life.Restarts.Should().Be(7);
    }

    [Fact]
    public void A_server_that_crashes_does_so_when_it_has_been_ready_long_enough()
    {
        var rules = new PodLifeRules(Options, new ServerBehavior { CrashAfter = TimeSpan.FromSeconds(9) }, fetches: false);

        var life = Pass(rules, new PodLife(PodStage.Ready, _now), seconds: 9, PodStage.Exited);

        life.LastExit.Should().BeEquivalentTo(new { ExitCode = 137, Reason = "OOMKilled", Message = (string?)null });
        Pass(rules, life, seconds: 1, PodStage.Loading).Restarts.Should().Be(1);
    }

    /// <summary>The stage ends after exactly so many seconds.</summary>
    private PodLife Pass(PodLifeRules rules, PodLife life, double seconds, PodStage next)
    {
        rules.TimeLeft(life, _now).Should().Be(TimeSpan.FromSeconds(seconds), $"stage {life.Stage} takes so long");
        rules.Advance(life, _now + TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1)).Should().Be(life);
        _now += TimeSpan.FromSeconds(seconds);
        life = rules.Advance(life, _now);
        life.Stage.Should().Be(next);
        return life;
    }
}
