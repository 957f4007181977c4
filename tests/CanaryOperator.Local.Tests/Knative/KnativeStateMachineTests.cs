using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Knative.StateMachine;

namespace CanaryOperator.Local.Tests.Knative;

public sealed class KnativeStateMachineTests
{
    private readonly MemoryApiServer _server = new();

    [Fact]
    public void An_older_revision_takes_the_traffic_when_it_is_ready_before_a_newer_one()
    {
        Rollout("model:1");
        _server.Loading.UnionWith(["m-00002", "m-00003"]);
        Rollout("model:2");
        Rollout("model:3");
        _server.Loading.Remove("m-00002");

        _server.Settle();

        var status = _server.World.Service!.Status;
        status.LatestCreatedRevisionName.Should().Be("m-00003");
        status.LatestReadyRevisionName.Should().Be("m-00002");
        status.Traffic!.Should().ContainSingle().Which.RevisionName.Should().Be("m-00002");
        status.Condition("ConfigurationsReady")!.Status.Should().Be("Unknown");
    }

    [Fact]
    public void LatestReadyRevisionName_never_goes_backwards()
    {
        Rollout("model:1");
        _server.Loading.Add("m-00002");
        Rollout("model:2");
        Rollout("model:3");
        _server.Loading.Clear();

        _server.Settle();

        _server.World.Revision("m-00002")!.IsReady().Should().BeTrue();
        _server.World.Service!.Status.LatestReadyRevisionName.Should().Be("m-00003");
    }

    [Fact]
    public void A_revision_that_traffic_names_may_vanish_and_then_its_share_stays_where_it_was()
    {
        Rollout("model:1");
        Rollout("model:2", """[{"latestRevision":true,"percent":0},{"revisionName":"m-00001","percent":100,"tag":"prev"}]""");
        var before = _server.World.Service!.Status.Traffic;
        _server.World = _server.World with { Revisions = [_server.World.Revision("m-00002")!] };

        _server.Settle();

        var after = _server.World.Service!.Status;
        after.Traffic.Should().Equal(before);
        after.Condition("RoutesReady")!.Message.Should().Be("Revision \"m-00001\" referenced in traffic not found.");
    }

    [Fact]
    public void A_change_of_metadata_alone_makes_no_revision()
    {
        Rollout("model:1");
        var service = Service("model:1", Latest);
        service["metadata"]!["labels"] = new JsonObject { ["team"] = "a" };
        _server.Apply(service);

        _server.Settle().Should().ContainSingle();

        _server.World.Revisions.Should().ContainSingle();
    }

    [Fact]
    public void Everything_that_a_deleted_Service_owned_is_deleted()
    {
        Rollout("model:1");
        Rollout("model:2");
        _server.World = _server.World with { Service = null };

        _server.Settle();

        _server.World.Should().BeEquivalentTo(new KnativeWorld(null, null, null, []));
    }

    [Fact]
    public void A_Service_created_anew_does_not_inherit_the_revisions_of_the_one_before()
    {
        Rollout("model:1");
        Rollout("model:2");
        _server.World = _server.World with { Service = null };
        Rollout("model:3");

        _server.World.Revisions.Should().ContainSingle().Which.Name().Should().Be("m-00001");
        _server.World.Service!.Status.Condition("Ready")!.Status.Should().Be("True");
    }

    [Fact]
    public void Labels_and_annotations_of_the_template_are_copied_to_the_revision()
    {
        var service = Service("model:1", Latest);
        service["spec"]!["template"]!["metadata"] =
            JsonNode.Parse("""{"labels":{"a":"1"},"annotations":{"autoscaling.knative.dev/min-scale":"1"}}""");
        _server.Apply(service);
        _server.Settle();

        var metadata = _server.World.Revision("m-00001")!.Metadata;
        metadata.Labels.Should().Contain("a", "1").And.Contain(KnativeResources.RoutingStateLabel, "active");
        metadata.Annotations.Should().Contain("autoscaling.knative.dev/min-scale", "1").And.Contain(KnativeResources.RoutesAnnotation, "m");
    }

    private const string Latest = """[{"latestRevision":true,"percent":100}]""";

    private static JsonObject Service(string image, string traffic) =>
        new RecordedStep("", image, JsonNode.Parse(traffic)!.AsArray(), [], null).Service("m");

    private void Rollout(string image, string traffic = Latest)
    {
        _server.Apply(Service(image, traffic)).Should().BeNull();
        _server.Settle();
    }
}
