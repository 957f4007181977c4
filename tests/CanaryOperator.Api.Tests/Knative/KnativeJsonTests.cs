using System.Text.Json.Nodes;
using CanaryOperator.Testing;

namespace CanaryOperator.Api.Tests.Knative;

/// <summary>On objects that Knative itself wrote.</summary>
public sealed class KnativeJsonTests
{
    private static readonly JsonObject Service = YamlFile.Read("TestData/knative-service.yaml");
    private static readonly JsonObject Revision = YamlFile.Read("TestData/knative-revision.yaml");

    [Fact]
    public void A_service_survives_reading_and_writing()
    {
        JsonText.ShouldSurvive(Service, ApiJsonContext.Default.KnativeService);
    }

    [Fact]
    public void A_service_tells_its_revisions_traffic_and_conditions()
    {
        var service = JsonText.Read(Service, ApiJsonContext.Default.KnativeService);

        service.Spec!.Template!.Value.GetProperty("spec").GetProperty("timeoutSeconds").GetInt32().Should().Be(300);
        service.Spec.Traffic.Should().ContainSingle().Which.LatestRevision.Should().BeTrue();
        var status = service.Status!;
        status.ObservedGeneration.Should().Be(6);
        status.LatestCreatedRevisionName.Should().Be("walk-00002");
        status.LatestReadyRevisionName.Should().Be("walk-00002");
        status.Conditions!.Select(condition => condition.Type).Should().Equal("ConfigurationsReady", "Ready", "RoutesReady");
        status.Traffic.Should().ContainSingle().Which.Should().Match<Api.Knative.TrafficTarget>(
            target => target.RevisionName == "walk-00002" && target.Percent == 100);
        status.Address!.Url.Should().Be("http://walk.default.svc.cluster.local");
    }

    [Fact]
    public void A_revision_tells_whether_it_is_ready_and_what_it_runs()
    {
        var revision = JsonText.Read(Revision, ApiJsonContext.Default.KnativeRevision);

        revision.Metadata.Name.Should().Be("walk-00001");
        revision.Spec!.Value.GetProperty("containers")[0].GetProperty("image").GetString().Should().Be("dev.local/model:1");
        revision.Status!.Conditions!.Should().Contain(condition => condition.Type == "Ready" && condition.Status == "True");
    }
}
