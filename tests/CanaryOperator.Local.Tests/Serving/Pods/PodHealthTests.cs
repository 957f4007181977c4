using CanaryOperator.Local.Knative.StateMachine;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Local.Serving.Pods.Scaling;

namespace CanaryOperator.Local.Tests.Serving.Pods;

public sealed class PodHealthTests
{
    private static readonly TimeSpan Left = TimeSpan.FromSeconds(5);

    [Fact]
    public void A_revision_is_ready_with_as_many_pods_as_it_starts_with()
    {
        Pod[] pods = [SomePod.Named("a", ready: true), SomePod.Named("b")];

        Health(pods, initial: 1).Should().Be(RevisionHealth.Ready);
        Health(pods, initial: 2).Should().Be(RevisionHealth.LoadingFor(Left));
    }

    [Fact]
    public void It_has_failed_when_a_container_ended_and_no_pod_is_ready()
    {
        var ended = SomePod.ThatEnded("b", 1, "no such model");

        var health = Health([SomePod.Named("a"), ended]);

        health.Should().BeEquivalentTo(new
        {
            IsReady = false, FailedCondition = "ContainerHealthy", Reason = "ExitCode1", Message = "Container failed with: no such model",
        });
        Health([SomePod.Named("a", ready: true), ended], initial: 2).FailedCondition.Should().BeNull();
    }

    [Fact]
    public void It_has_failed_when_its_deadline_is_over() =>
        PodHealth.Of([SomePod.Named("a")], new RevisionScale(1, 1), TimeSpan.Zero).Should().Be(RevisionHealth.TimedOut);

    private static RevisionHealth Health(Pod[] pods, int initial = 1) => PodHealth.Of(pods, new RevisionScale(initial, 1), Left);
}
