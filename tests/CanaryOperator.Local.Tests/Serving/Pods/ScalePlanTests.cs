using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Local.Serving.Pods.Scaling;

namespace CanaryOperator.Local.Tests.Serving.Pods;

public sealed class ScalePlanTests
{
    [Fact]
    public void What_is_missing_is_created_and_what_ends_does_not_count()
    {
        var plan = Plan(wanted: 3, SomePod.Named("a", ready: true), SomePod.Named("b", deleted: true));

        (plan.Create, plan.Delete.Count).Should().Be((2, 0));
    }

    [Fact]
    public void Of_too_many_the_unready_and_then_the_youngest_go()
    {
        var plan = Plan(
            wanted: 1,
            SomePod.Named("old", ready: true, age: 30),
            SomePod.Named("unready", age: 40),
            SomePod.Named("young", ready: true, age: 10));

        plan.Create.Should().Be(0);
        plan.Delete.Select(pod => pod.Name()).Should().Equal("unready", "young");
    }

    [Fact]
    public void Pods_of_an_earlier_revision_of_that_name_go_and_do_not_count()
    {
        var plan = Plan(wanted: 1, SomePod.Named("stranger", owner: "another", ready: true));

        plan.Create.Should().Be(1);
        plan.Delete.Select(pod => pod.Name()).Should().Equal("stranger");
    }

    [Fact]
    public void Nothing_is_to_be_done_when_all_is_as_wanted() =>
        Plan(wanted: 1, SomePod.Named("a"), SomePod.Named("b", deleted: true)).IsEmpty.Should().BeTrue();

    private static ScalePlan Plan(int wanted, params Pod[] pods) => ScalePlan.Between(pods, "uid", wanted);
}
