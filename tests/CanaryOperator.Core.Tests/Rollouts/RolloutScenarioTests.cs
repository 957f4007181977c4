using CanaryOperator.Core.Rollouts;
using CanaryOperator.Core.Tests.Rollouts.Model;

namespace CanaryOperator.Core.Tests.Rollouts;

/// <summary>
/// The scenarios c to k of KServe's behaviour (a and b are the rules themselves), with our outcome. The last state of each is KServe's own
/// except where its way there, or its end, is one of its bugs.
/// </summary>
public class RolloutScenarioTests
{
    [Fact]
    public void C_canary_grows_and_is_promoted() => Scenario.RolledOut()
        .Shows("L:100", "v1/v1/v1/-", "L(v1):100")
        .Apply(model: 2, percent: 10).Shows("L:10, R(v1):90#prev", "v2/v1/v1/-", "L(v1):10, R(v1):90#prev")
        .Ready("v2").Shows("L:10, R(v1):90#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev")
        .Apply(model: 2, percent: 50).Shows("L:50, R(v1):50#prev", "v2/v2/v1/-", "L(v2):50, R(v1):50#prev")
        .Apply(model: 2, percent: null).Shows("L:100", "v2/v2/v2/v1", "L(v2):100");

    [Fact]
    public void C_percent_100_promotes_as_no_percent_does() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2")
        .Apply(model: 2, percent: 100).Shows("L:100", "v2/v2/v2/v1", "L(v2):100");

    [Fact]
    public void D_pin_before_promotion_keeps_the_stable_revision() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2")
        .Apply(model: 2, percent: 0).Shows("L:0, R(v1):100#prev", "v2/v2/v1/-", "L(v2):0, R(v1):100#prev");

    [Fact]
    public void D_pin_after_promotion_goes_straight_to_the_revision_before() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2")
        .Apply(model: 2, percent: null)
        .Apply(model: 2, percent: 0).Shows("L:0, R(v1):100#prev", "v2/v2/v1/v1", "L(v2):0, R(v1):100#prev")
        .Apply(model: 2, percent: null).Shows("L:100", "v2/v2/v2/v1", "L(v2):100");

    [Fact]
    public void D_canary_after_a_pin_never_lends_its_share_to_the_pinned_revision() => Scenario.RolledOut()
        .Apply(model: 2, percent: null).Ready("v2")
        .Apply(model: 2, percent: 0)
        .Apply(model: 3, percent: 10).Shows("L:0, R(v1):100#prev", "v3/v2/v1/v1", "L(v2):0, R(v1):100#prev")
        .Ready("v3").Shows("L:10, R(v1):90#prev", "v3/v3/v1/v1", "L(v3):10, R(v1):90#prev");

    [Fact]
    public void E_new_model_in_the_middle_of_a_canary() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2")
        .Apply(model: 3, percent: 10).Shows("L:10, R(v1):90#prev", "v3/v2/v1/-", "L(v2):10, R(v1):90#prev")
        .Ready("v3").Shows("L:10, R(v1):90#prev", "v3/v3/v1/-", "L(v3):10, R(v1):90#prev")
        .Apply(model: 3, percent: null).Shows("L:100", "v3/v3/v3/v1", "L(v3):100");

    [Fact]
    public void F_failed_canary_that_is_fixed() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Fails("v2").Shows("L:10, R(v1):90#prev", "v2/v1/v1/-", "L(v1):10, R(v1):90#prev")
        .Apply(model: 3, percent: 10).Ready("v3").Shows("L:10, R(v1):90#prev", "v3/v3/v1/-", "L(v3):10, R(v1):90#prev");

    [Fact]
    public void F_failed_canary_is_not_promoted_by_dropping_the_percent() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Fails("v2")
        .Apply(model: 2, percent: null).Shows("L:100", "v2/v1/v1/-", "L(v1):100");

    [Fact]
    public void F_going_back_to_the_first_model_promotes_a_new_revision_of_it() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Fails("v2")
        .Apply(model: 1, percent: null).Ready("v3").Shows("L:100", "v3/v3/v3/v1", "L(v3):100");

    [Fact]
    public void G_percent_100_from_the_start_is_blue_green() => Scenario.RolledOut()
        .Apply(model: 2, percent: 100).Shows("L:100", "v2/v1/v1/-", "L(v1):100")
        .Ready("v2").Shows("L:100", "v2/v2/v2/v1", "L(v2):100")
        .Apply(model: 3, percent: 100).Ready("v3").Shows("L:100", "v3/v3/v3/v2", "L(v3):100")
        .Apply(model: 3, percent: 10).Shows("L:10, R(v2):90#prev", "v3/v3/v2/v2", "L(v3):10, R(v2):90#prev");

    [Fact]
    public void H_percent_on_a_first_rollout_waits_for_a_second_model() => Scenario.Created(percent: 10)
        .Shows("L:100", "v1/-/-/-", "")
        .Ready("v1").Shows("L:100", "v1/v1/v1/-", "L(v1):100")
        .Apply(model: 2, percent: 10).Ready("v2").Shows("L:10, R(v1):90#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev");

    [Fact]
    public void H_pin_on_a_first_rollout_keeps_the_only_revision() => Scenario.RolledOut(percent: 10)
        .Apply(model: 1, percent: 0).Shows("L:100", "v1/v1/v1/-", "L(v1):100");

    [Fact]
    public void I_tag_routing_tags_the_newest_revision_too()
    {
        World.Format(TrafficSplit.Between(10, "v1").ToTargets("latest")).Should().Be("L:10#latest, R(v1):90#prev");
        World.Format(TrafficSplit.AllToLatest.ToTargets("latest")).Should().Be("L:100#latest");
    }

    [Fact]
    public void I_tag_routing_makes_a_revision_like_any_change_of_the_template() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2")
        .Apply(model: 3, percent: 10).Ready("v3").Shows("L:10, R(v1):90#prev", "v3/v3/v1/-", "L(v3):10, R(v1):90#prev");

    [Fact]
    public void J_components_are_independent()
    {
        var predictor = Scenario.RolledOut();
        var transformer = Scenario.RolledOut();
        predictor.Apply(model: 2, percent: 10).Ready("v2").Shows("L:10, R(v1):90#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev");
        transformer.Shows("L:100", "v1/v1/v1/-", "L(v1):100");
        transformer.Apply(model: 2, percent: 20).Ready("v2").Shows("L:20, R(v1):80#prev", "v2/v2/v1/-", "L(v2):20, R(v1):80#prev");
        predictor.Shows("L:10, R(v1):90#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev");
    }

    [Theory]
    [InlineData("v1", 60, "v2", 40, "v1")]
    [InlineData("v1", 0, "v2", 100, "v2")]
    public void K_gradual_rollout_is_rolled_out_when_its_ramp_is_done(string old, int oldShare, string latest, int share, string expected)
    {
        var service = new ObservedService
        {
            TemplateHash = "m2",
            SpecTraffic = TrafficSplit.AllToLatest.ToTargets(null),
            IsStatusCurrent = true,
            LatestCreated = latest,
            LatestReady = latest,
            HasLatestFailed = false,
            StatusTraffic = [new(old, true, oldShare, null), new(latest, true, share, null)],
        };

        var decision = RolloutDecision.Decide(new(null, "m2"), new("v1", null), service, KnownRevisions.None);

        decision.History.LatestRolledout.Should().Be(expected);
        decision.Plan.Traffic.Should().Be(TrafficSplit.AllToLatest);
    }

    [Fact]
    public void K_gradual_rollout_of_a_canary_moves_its_share_alone()
    {
        var service = new ObservedService
        {
            TemplateHash = "m3",
            SpecTraffic = TrafficSplit.Between(10, "v2").ToTargets(null),
            IsStatusCurrent = true,
            LatestCreated = "v3",
            LatestReady = "v3",
            HasLatestFailed = false,
            StatusTraffic = [new("v2", true, 6, null), new("v3", true, 4, null), new("v2", false, 90, "prev")],
        };

        var decision = RolloutDecision.Decide(new(10, "m3"), new("v2", "v1"), service, KnownRevisions.None);

        decision.History.Should().Be(new RolloutHistory("v2", "v1"));
        decision.Plan.Traffic.Should().Be(TrafficSplit.Between(10, "v2"));
    }

    [Fact]
    public void B1_route_leakage_new_model_after_a_pin_gives_nothing_to_the_bad_revision() => Scenario.RolledOut()
        .Apply(model: 2, percent: 20).Ready("v2")
        .Apply(model: 2, percent: 0)
        .Apply(model: 3, percent: 20).Shows("L:0, R(v1):100#prev", "v3/v2/v1/-", "L(v2):0, R(v1):100#prev");

    [Fact]
    public void B2_revert_by_git_never_promotes_the_bad_revision() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2")
        .Apply(model: 1, percent: null).Shows("L:10, R(v1):90#prev", "v3/v2/v1/-", "L(v2):10, R(v1):90#prev")
        .Ready("v3").Shows("L:100", "v3/v3/v3/v1", "L(v3):100");

    [Fact]
    public void B3_new_model_without_percent_does_not_promote_the_canary_while_it_loads() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2")
        .Apply(model: 3, percent: null).Shows("L:10, R(v1):90#prev", "v3/v2/v1/-", "L(v2):10, R(v1):90#prev");

    [Fact]
    public void B4_pin_together_with_another_change_holds_that_change_back_and_a_way_to_the_model_before_is_left() => Scenario.RolledOut()
        .Apply(model: 2, percent: null).Ready("v2")
        .Apply(model: 3, percent: 0).Ready("v3").Shows("L:0, R(v2):100#prev", "v3/v3/v2/v1", "L(v3):0, R(v2):100#prev")
        .Apply(model: 1, percent: null).Shows("L:0, R(v2):100#prev", "v4/v3/v2/v1", "L(v3):0, R(v2):100#prev")
        .Ready("v4").Shows("L:100", "v4/v4/v4/v2", "L(v4):100");

    [Fact]
    public void B5_a_status_of_two_times_is_no_rollback()
    {
        var service = new ObservedService
        {
            TemplateHash = "m3",
            SpecTraffic = TrafficSplit.Between(10, "v2").ToTargets(null),
            IsStatusCurrent = false,
            LatestCreated = "v2",
            LatestReady = "v2",
            HasLatestFailed = false,
            StatusTraffic = [new("v2", true, 10, null), new("v2", false, 90, "prev")],
        };

        var decision = RolloutDecision.Decide(new(10, "m3"), new("v2", "v1"), service, KnownRevisions.None);

        decision.History.Should().Be(new RolloutHistory("v2", "v1"));
        decision.Plan.Traffic.Should().BeNull("the split is there already");
    }

    [Fact]
    public void B6_a_canary_never_names_the_revision_before_the_stable_one() => Scenario.RolledOut()
        .Apply(model: 2, percent: null).Ready("v2")
        .Apply(model: 3, percent: 10).Ready("v3").Shows("L:10, R(v2):90#prev", "v3/v3/v2/v1", "L(v3):10, R(v2):90#prev");

    [Fact]
    public void B13_a_canary_that_was_ready_for_a_moment_is_not_promoted_while_it_fails() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2").Fails("v2").Shows("L:10, R(v1):90#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev")
        .Apply(model: 2, percent: null).Shows("L:10, R(v1):90#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev")
        .Apply(model: 2, percent: 0).Shows("L:0, R(v1):100#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev")
        .Apply(model: 2, percent: null).Ready("v2").Shows("L:100", "v2/v2/v2/v1", "L(v2):100");

    [Fact]
    public void B13_a_promoted_revision_that_fails_can_be_left() => Scenario.RolledOut()
        .Apply(model: 2, percent: null).Ready("v2").Fails("v2").Shows("L:100", "v2/v2/v2/v1", "L(v2):100")
        .Apply(model: 2, percent: 0).Shows("L:0, R(v1):100#prev", "v2/v2/v2/v1", "L(v2):100");

    [Fact]
    public void B13_a_revision_that_fails_is_promoted_all_the_same_when_there_is_no_other() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2").Fails("v2").Deleted("v1")
        .Apply(model: 2, percent: null).Shows("L:100", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev");

    [Fact]
    public void B16_another_scale_is_a_canary_of_the_same_model() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2").Apply(model: 2, percent: null)
        .Apply(model: 3, percent: 10).Ready("v3").Shows("L:10, R(v2):90#prev", "v3/v3/v2/v1", "L(v3):10, R(v2):90#prev");

    [Fact]
    public void Revision_that_becomes_ready_after_its_successor_was_written_gets_no_more_than_its_own_share() => Scenario.RolledOut()
        .Apply(model: 2, percent: 10)
        .Apply(model: 3, percent: 50).Shows("L:10, R(v1):90#prev", "v3/v1/v1/-", "L(v1):10, R(v1):90#prev")
        .Ready("v2").Shows("L:10, R(v1):90#prev", "v3/v2/v1/-", "L(v2):10, R(v1):90#prev")
        .Ready("v3").Shows("L:50, R(v1):50#prev", "v3/v3/v1/-", "L(v3):50, R(v1):50#prev");

    [Fact]
    public void Rule_8_pin_to_a_deleted_revision_leaves_the_traffic_where_it_is() => Scenario.RolledOut()
        .Apply(model: 2, percent: null).Ready("v2")
        .Deleted("v1")
        .Apply(model: 2, percent: 0).Shows("L:100", "v2/v2/v2/v1", "L(v2):100");

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(long.MaxValue)]
    public void Rule_9_invalid_percent_changes_nothing_not_even_the_model(long percent) => Scenario.RolledOut()
        .Apply(model: 2, percent: 10).Ready("v2")
        .Apply(model: 3, percent: percent).Shows("L:10, R(v1):90#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev");

    [Fact]
    public void Lost_status_does_not_promote_the_canary()
    {
        var scenario = Scenario.RolledOut().Apply(model: 2, percent: 10).Ready("v2");
        scenario.World.LoseStatus();
        scenario.Apply(model: 2, percent: 10).Shows("L:10, R(v1):90#prev", "v2/v2/v1/-", "L(v2):10, R(v1):90#prev");
    }

    [Fact]
    public void First_revision_fails_and_is_fixed() => Scenario.Created(percent: null)
        .Fails("v1").Shows("L:100", "v1/-/-/-", "")
        .Apply(model: 2, percent: null).Ready("v2").Shows("L:100", "v2/v2/v2/-", "L(v2):100");
}
