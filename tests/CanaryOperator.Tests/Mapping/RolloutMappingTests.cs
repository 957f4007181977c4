using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Mapping;
using CanaryOperator.Tests.Support;
using RolloutTarget = CanaryOperator.Core.Rollouts.TrafficTarget;

namespace CanaryOperator.Tests.Mapping;

public sealed class RolloutMappingTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    public void Empty_text_in_a_status_is_no_history(string? latest, string? previous)
    {
        RolloutMapping.ToHistory(With(latest, previous)).Should().Be(RolloutHistory.Empty);
        RolloutMapping.ToHistory(null).Should().Be(RolloutHistory.Empty);
    }

    [Fact]
    public void History_is_read_from_the_status() => RolloutMapping.ToHistory(With("b", "a")).Should().Be(new RolloutHistory("b", "a"));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"spec":{},"status":{}}""")]
    [InlineData("""{"spec":{"template":{}},"status":{"traffic":[],"conditions":[]}}""")]
    [InlineData("""{"spec":{"template":{"metadata":{}}},"status":{"latestCreatedRevisionName":"","latestReadyRevisionName":""}}""")]
    [InlineData("""{"spec":{"template":{"metadata":{"annotations":{}}}}}""")]
    public void A_Service_that_says_nothing_is_observed_as_nothing(string json)
    {
        var observed = Observe(json);

        observed.TemplateHash.Should().BeNull();
        observed.LatestCreated.Should().BeNull();
        observed.LatestReady.Should().BeNull();
        observed.SpecTraffic.Should().BeEmpty();
        observed.StatusTraffic.Should().BeEmpty();
        observed.IsStatusCurrent.Should().BeFalse("a Service without a status has not been looked at");
    }

    [Theory]
    [InlineData(2, 2, null, true)]
    [InlineData(2, 2, "RevisionFailed", true)]
    [InlineData(2, 2, "OutOfDate", false)]
    [InlineData(2, 1, null, false)]
    public void A_status_is_current_when_generation_and_configuration_are(int generation, int observed, string? reason, bool expected) =>
        Observe(
            $$"""
            {
              "metadata": {"generation": {{generation}} },
              "status": {
                "observedGeneration": {{observed}},
                "conditions": [{"type": "Ready", "status": "Unknown", "reason": "OutOfDate"},
                  {"type": "ConfigurationsReady", "status": "Unknown", "reason": "{{reason}}"}]
              }
            }
            """).IsStatusCurrent.Should().Be(expected);

    [Fact]
    public void Traffic_keeps_its_order_and_empty_text_is_nothing()
    {
        var observed = Observe(
            """
            {
              "spec": {
                "template": {"metadata": {"annotations": {"canaryoperator.io/template-hash": "abc"}}},
                "traffic": [{"latestRevision": true, "percent": 10, "tag": ""}, {"revisionName": "a", "percent": 90, "tag": "prev"}]
              },
              "status": {"traffic": [{"latestRevision": true, "revisionName": "b", "percent": 100}, {"revisionName": "a", "tag": "prev"}]}
            }
            """);

        observed.TemplateHash.Should().Be("abc");
        observed.SpecTraffic.Should().Equal(new RolloutTarget(null, true, 10, null), new RolloutTarget("a", false, 90, "prev"));
        observed.StatusTraffic.Should().Equal(new RolloutTarget("b", true, 100, null), new RolloutTarget("a", false, 0, "prev"));
    }

    [Fact]
    public void Targets_are_written_as_KServe_writes_them() =>
        RolloutMapping.ToKnative(TrafficSplit.Between(10, "a").ToTargets("latest"))
            .Should().Equal(Some.Latest(10) with { Tag = "latest" }, Some.Previous("a", 90));

    [Fact]
    public void Revisions_are_known_by_generation_unless_they_are_being_deleted()
    {
        var going = KnativeStatuses.Revision("c", 3);
        var strange = KnativeStatuses.Revision("d", 0) with { Metadata = new() { Name = "d" } };
        going = going with { Metadata = going.Metadata with { DeletionTimestamp = Views.Now } };

        var known = RolloutMapping.ToKnown(
            [KnativeStatuses.Revision("a", 1), KnativeStatuses.Revision("b", 10), going, strange], new HashSet<string> { "e" });

        known.IsOlder("a", than: "b").Should().BeTrue();
        known.IsOlder("b", than: "c").Should().BeFalse();
        known.IsOlder("d", than: "a").Should().BeTrue("no label is generation 0");
        known.IsMissing("c").Should().BeFalse("it serves until it is gone");
        known.IsMissing("e").Should().BeTrue();
    }

    private static ObservedService Observe(string json)
    {
        var service = JsonNode.Parse(json)!;
        service["metadata"] ??= new JsonObject();
        return RolloutMapping.ToObserved(Json.Read(service, ApiJsonContext.Default.KnativeService));
    }

    private static ComponentStatus With(string? latest, string? previous) =>
        new() { LatestRolledoutRevision = latest, PreviousRolledoutRevision = previous };
}
