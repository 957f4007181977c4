using CanaryOperator.Status;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Status;

public sealed class ConditionSetTests
{
    private static readonly DateTimeOffset Then = Views.Now.AddHours(-1);

    [Theory]
    [InlineData("True", "True", false)]
    [InlineData("False", "False", false)]
    [InlineData("Unknown", "Unknown", false)]
    [InlineData("True", "False", true)]
    [InlineData("Unknown", "True", true)]
    [InlineData("False", "Unknown", true)]
    [InlineData(null, "True", true)]
    public void Transition_time_moves_only_when_the_status_does(string? before, string after, bool moves)
    {
        var previous = before is null ? null : Some.Condition("Ready", before, "Old", "old") with { LastTransitionTime = Then };
        var conditions = new ConditionSet(previous is null ? null : [previous], Views.Now);

        conditions.Set("Ready", after, "New", "new");

        conditions.ToList().Single().LastTransitionTime.Should().Be(moves ? Views.Now : Then);
    }

    [Fact]
    public void A_true_condition_needs_no_reason_and_another_has_the_newest()
    {
        var conditions = new ConditionSet([Some.Condition("B", "False", "Old", "old")], Views.Now);

        conditions.Set("B", "False", "New", "new", ConditionSet.Info);
        conditions.Set("A", "True", "New", "new");

        conditions.ToList().Should().Equal(
            Some.Condition("A", "True") with { LastTransitionTime = Views.Now },
            Some.Condition("B", "False", "New", "new") with { LastTransitionTime = null, Severity = "Info" });
    }

    [Fact]
    public void A_missing_source_is_unknown()
    {
        var conditions = new ConditionSet(null, Views.Now);

        conditions.Set("Ready", null);

        conditions.ToList().Single().Should().Be(Some.Condition("Ready", "Unknown") with { LastTransitionTime = Views.Now });
    }

    [Fact]
    public void Keep_keeps_a_condition_whole_and_invents_none()
    {
        var before = Some.Condition("A", "False", "Why", "because") with { LastTransitionTime = Then };
        var conditions = new ConditionSet([before], Views.Now);

        conditions.Keep("A");
        conditions.Keep("B");

        conditions.ToList().Should().Equal(before);
    }
}
