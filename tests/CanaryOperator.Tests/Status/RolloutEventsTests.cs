using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Status;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Status;

public sealed class RolloutEventsTests
{
    private const string Crash = "Revision \"badcanary-00004\" failed with message: ReplicaSet has timed out progressing";

    [Fact]
    public void A_walk_through_canary_promotion_pin_and_promotion_is_told_once() =>
        Told("walk").Should().Equal(
            "create: Normal RolledOut: Revision walk-00001 receives all traffic",
            "create: Normal InferenceServiceReady: InferenceService is ready",
            "canary10: Normal CanaryStarted: Canary revision walk-00002 receives 10 % of the traffic, walk-00001 keeps 90 %",
            "promote: Normal Promoted: Revision walk-00002 receives all traffic; set canaryTrafficPercent to 0 to go back to walk-00001",
            "pin0: Normal RolledBack: All traffic is back on revision walk-00001; walk-00002 receives none",
            "repromote: Normal Promoted: Revision walk-00002 receives all traffic; set canaryTrafficPercent to 0 to go back to walk-00001");

    [Fact]
    public void Canaries_that_fail_are_told_once_each() =>
        Told("badcanary", until: "fixed-again").Should().Equal(
            "create: Normal RolledOut: Revision badcanary-00001 receives all traffic",
            "create: Normal InferenceServiceReady: InferenceService is ready",
            "canary20-fixed: Normal CanaryStarted: Canary revision badcanary-00003 receives 20 % of the traffic, "
                + "badcanary-00001 keeps 80 %",
            "canary20-crash: Warning CandidateFailed: " + Crash + "; badcanary-00003 keeps serving",
            "pin0-crash: Normal RolledBack: All traffic is back on revision badcanary-00001; badcanary-00003 receives none");

    [Theory]
    [InlineData(
        0L,
        "RollbackNotAvailable: No revision but m-00002 ever had all the traffic, so it keeps it. "
        + "canaryTrafficPercent counts from the next change of the model on.")]
    [InlineData(
        101L,
        "InvalidPercent: spec.predictor.canaryTrafficPercent is 101; it must be from 0 to 100. Nothing is changed until it is.")]
    [InlineData(
        -1L,
        "InvalidPercent: spec.predictor.canaryTrafficPercent is -1; it must be from 0 to 100. Nothing is changed until it is.")]
    public void A_wish_that_cannot_be_met_is_told_with_what_to_do(long percent, string expected)
    {
        var model = Some.Flowers(2).WithHistory("m-00002");
        var service = Views.ServiceFor(model).Settled("m-00002");
        var before = Views.Of(model, service).Status();
        var asked = Some.Flowers(2, percent) with { Status = before };

        var after = Views.Of(asked, service).Status();

        Between(before, after).Should().Equal($"Warning {expected}");
        Between(after, Views.Of(asked with { Status = after }, service).Status()).Should().BeEmpty();
    }

    [Fact]
    public void A_deleted_previous_revision_is_told_once_though_two_conditions_say_it()
    {
        var gone = new KnownRevisions(new Dictionary<string, long>(), new HashSet<string> { "m-00001" });
        var model = Some.Flowers(2).WithHistory("m-00002", "m-00001");
        var service = Views.ServiceFor(model).Settled("m-00002");
        var before = Views.Of(model, service).Status();

        Between(before, Views.Of(model with { Status = before }, service, gone).Status())
            .Should().Equal("Warning RollbackNotAvailable: Revision m-00001 was deleted. To go back, apply the earlier model again.");

        Between(before, Views.Of(Some.Flowers(2, percent: 0) with { Status = before }, service, gone).Status())
            .Should().ContainSingle(told => told.StartsWith("Warning RollbackNotAvailable", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, 30, "Normal TrafficShifted: Canary revision b receives 30 % of the traffic, a keeps 70 %")]
    [InlineData(30, 10, "Normal TrafficShifted: Canary revision b receives 10 % of the traffic, a keeps 90 %")]
    [InlineData(10, 0, "Normal RolledBack: All traffic is back on revision a; b receives none")]
    [InlineData(0, 10, "Normal TrafficShifted: Canary revision b receives 10 % of the traffic, a keeps 90 %")]
    [InlineData(10, 10, null)]
    public void A_change_of_shares_is_told(long before, long after, string? expected) =>
        Between(Split("b", before), Split("b", after)).Should().Equal(expected is null ? [] : [expected]);

    [Fact]
    public void Another_candidate_is_another_canary() =>
        Between(Split("b", 10), Split("c", 10))
            .Should().Equal("Normal CanaryStarted: Canary revision c receives 10 % of the traffic, a keeps 90 %");

    private static InferenceServiceStatus Split(string latest, long percent) => new()
    {
        Components = new Dictionary<string, ComponentStatus>
        {
            [ComponentType.Predictor.Key()] = new() { Traffic = [Some.Latest(percent, latest), Some.Previous("a", 100 - percent)] },
        },
    };

    /// <param name="until">A step in which the recording shows traffic that this operator would not write.</param>
    private static IEnumerable<string> Told(string recording, string? until = null) =>
        RecordedLives.Replay(recording)
            .TakeWhile(change => change.Step != until)
            .SelectMany(change => Between(change.Before, change.After).Select(told => $"{change.Step}: {told}"));

    private static IEnumerable<string> Between(InferenceServiceStatus? before, InferenceServiceStatus after) =>
        RolloutEvents.Between(before, after).Select(told => $"{told.Type} {told.Reason}: {told.Note}");
}
