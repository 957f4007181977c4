using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Tests.Knative;

public sealed class RecordingReplayTests
{
    private const string Denied = "admission webhook \"validation.webhook.serving.knative.dev\" denied the request: ";

    [Theory]
    [MemberData(nameof(Recording.Names), MemberType = typeof(Recording))]
    public void Every_recording_replays_against_the_state_machine(string service)
    {
        var server = new MemoryApiServer();
        foreach (var step in Recording.Named(service).Steps)
        {
            var refusal = server.Apply(step.Service(service));

            (refusal is null ? null : Denied + refusal).Should().Be(step.Rejection, $"that is the answer to step {step.Name}");
            server.Settle().ShouldReplay(service, step);
        }
    }

    [Fact]
    public void The_objects_behind_a_Service_are_the_recorded_ones()
    {
        var server = new MemoryApiServer();
        foreach (var step in Recording.Named("walk").Steps)
        {
            server.Apply(step.Service("walk"));
            server.Settle();
        }

        var world = server.World;
        var revisions = world.Revisions.OrderBy(revision => revision.Name());
        KnativeObject[] objects = [world.Service!, world.Configuration!, .. revisions, world.Route!];
        objects.Select(RecordedObjects.Stable)
            .Should().Equal(RecordedObjects.Read(), JsonNode.DeepEquals);
    }
}
