using CanaryOperator.Core.Rollouts;
using CanaryOperator.Core.Tests.Rollouts.Model;

namespace CanaryOperator.Core.Tests.Rollouts;

public class RolloutDecisionTests
{
    private static readonly KnownRevisions Revisions = new(
        new Dictionary<string, long> { ["v1"] = 1, ["v2"] = 2 }, new HashSet<string>());

    [Fact]
    public void Older_revision_at_100_percent_in_a_stale_status_is_not_a_promotion()
    {
        var stale = Service("m1", latest: "v1", ready: "v1", TrafficSplit.AllToLatest, "v1");

        Decide(null, "m2", new("v2", "v1"), stale).History.Should().Be(new RolloutHistory("v2", "v1"));
    }

    [Fact]
    public void Status_that_shows_the_same_promotion_twice_is_tracked_once()
    {
        var service = Service("m2", latest: "v2", ready: "v2", TrafficSplit.AllToLatest, "v2");

        var once = Decide(null, "m2", new("v1", null), service).History;

        once.Should().Be(new RolloutHistory("v2", "v1"));
        Decide(null, "m2", once, service).History.Should().Be(once);
    }

    [Fact]
    public void Missing_service_forgets_its_revisions() =>
        Decide(10, "m2", new("v2", "v1"), null).Should().BeEquivalentTo(new
        {
            History = RolloutHistory.Empty,
            Plan = new { Traffic = TrafficSplit.AllToLatest, Notice = RolloutNotice.None },
        });

    [Fact]
    public void Pin_does_not_wait_for_Knative_to_observe_the_last_write()
    {
        var service = Service("m2", latest: "v1", ready: "v1", TrafficSplit.Between(10, "v1"), "v1", isCurrent: false);

        Decide(0, "m2", new("v1", null), service).Plan.Traffic.Should().Be(TrafficSplit.Between(0, "v1"));
    }

    [Fact]
    public void Greater_share_waits_for_Knative_to_observe_the_last_write()
    {
        var service = Service("m2", latest: "v1", ready: "v1", TrafficSplit.Between(10, "v1"), "v1", isCurrent: false);

        var plan = Decide(50, "m2", new("v1", null), service).Plan;

        plan.Traffic.Should().BeNull();
        plan.Notice.Should().Be(RolloutNotice.AwaitingObservation);
    }

    [Fact]
    public void Pin_right_after_a_promotion_that_Knative_has_not_observed_never_splits_one_revision()
    {
        var service = Service("m2", latest: "v2", ready: "v2", TrafficSplit.AllToLatest, "v2", isCurrent: false);

        Decide(0, "m2", new("v2", "v1"), service).Plan.Traffic.Should().BeNull();
    }

    [Fact]
    public void Stable_revision_that_was_deleted_changes_nothing_and_says_so()
    {
        var service = Service("m2", latest: "v2", ready: "v2", TrafficSplit.Between(10, "v1"), "v2");
        var gone = new KnownRevisions(new Dictionary<string, long> { ["v2"] = 2 }, new HashSet<string> { "v1" });

        var plan = RolloutDecision.Decide(new(50, "m2"), new("v1", null), service, gone).Plan;

        plan.Traffic.Should().BeNull();
        plan.Notice.Should().Be(RolloutNotice.StableRevisionGone);
    }

    [Theory]
    [InlineData("v2", "v1", "m2", "v1", "after a promotion")]
    [InlineData("v2", null, "m2", null, "the first revision has none before it")]
    [InlineData("v1", null, "m2", "v1", "during a canary")]
    [InlineData("v1", "v1", "m2", "v1", "after a rollback")]
    [InlineData("v2", "v1", "m3", null, "not known before the new revision is")]
    public void RollbackTarget_is_the_revision_that_a_pin_brings_back(
        string rolledOut, string? previous, string template, string? expected, string because)
    {
        var service = Service("m2", latest: "v2", ready: "v2", TrafficSplit.Between(10, "v1"), "v2");

        Decide(10, template, new(rolledOut, previous), service).RollbackTarget(Revisions).Should().Be(expected, because);
    }

    private static RolloutDecision Decide(long? percent, string template, RolloutHistory history, ObservedService? service) =>
        RolloutDecision.Decide(new(percent, template), history, service, Revisions);

    private static ObservedService Service(
        string template, string latest, string ready, TrafficSplit split, string latestInStatus, bool isCurrent = true) => new()
    {
        TemplateHash = template,
        SpecTraffic = split.ToTargets(null),
        IsStatusCurrent = isCurrent,
        LatestCreated = latest,
        LatestReady = ready,
        HasLatestFailed = false,
        StatusTraffic =
        [
            .. split.ToTargets(null)
                .Select(target => target.LatestRevision ? target with { RevisionName = latestInStatus } : target),
        ],
    };
}
