using System.Net;
using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Controllers;

/// <summary>When the Knative Service is written, what is in it, and what comes first.</summary>
public sealed class ServiceWriteTests
{
    private const string Create = "CREATE services.serving.knative.dev";
    private const string Update = "UPDATE services.serving.knative.dev";
    private const string Status = "PATCH inferenceservices.serving.kserve.io/status";

    private readonly Scene _scene = new();

    [Theory]
    [InlineData(WellKnown.KServeGroup)]
    [InlineData(WellKnown.KFServingGroup)]
    public async Task A_new_InferenceService_gets_a_Service_of_its_own(string group)
    {
        var scene = new Scene(group == WellKnown.KServeGroup ? InferenceServiceResources.KServe : InferenceServiceResources.KFServing);
        scene.Apply(Some.Flowers(percent: 10, group: group));

        await scene.ReconcileAsync();

        scene.Writes.Should().Equal(Create, $"PATCH inferenceservices.{group}/status");
        scene.Service.Spec!.Traffic.Should().Equal([Some.Latest(100)], "the first revision gets everything, whatever the percent");
        scene.Service.GetController().Should().Be(new V1OwnerReference
        {
            ApiVersion = $"{group}/v1beta1",
            Kind = "InferenceService",
            Name = "my-model",
            Uid = "uid-of-my-model",
            Controller = true,
            BlockOwnerDeletion = true,
        });
        scene.Service.GetLabel($"{group}/inferenceservice").Should().Be("my-model");
    }

    [Fact]
    public async Task A_settled_InferenceService_causes_no_request()
    {
        await _scene.RollOutAsync(1);

        (await _scene.ReconcileAsync()).RequeueAfter.Should().BeNull();

        _scene.Server.Requests.Should().BeEmpty();
        _scene.Events.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task Template_and_traffic_change_together_in_one_write_on_the_live_version()
    {
        await _scene.RollOutAsync(1);
        var version = _scene.Service.ResourceVersion();
        _scene.Apply(Some.Flowers(2, percent: 10));
        KnativeService? written = null;
        _scene.Server.Refuses = request =>
        {
            written ??= request.StartsWith(Update, StringComparison.Ordinal) ? _scene.Service : null;
            return null;
        };

        await _scene.ReconcileAsync();

        written!.ResourceVersion().Should().Be(version);
        _scene.Writes.Where(write => write == Update).Should().HaveCount(1);
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(10), Some.Previous("m-00001", 90));
        _scene.Service.Spec.Template!.Value.GetRawText().Should().Contain("flowers-2");
    }

    [Fact]
    public async Task A_Service_that_changed_since_the_cache_saw_it_is_not_overwritten()
    {
        await _scene.RollOutAsync(1);
        _scene.Server.Put(KnativeResources.Services, _scene.Service);
        _scene.Apply(Some.Flowers(2));

        await FluentActions.Awaiting(_scene.ReconcileAsync)
            .Should().ThrowAsync<KubernetesException>().Where(exception => exception.IsConflict);

        _scene.Service.Spec!.Template!.Value.GetRawText().Should().Contain("flowers-1");
    }

    [Fact]
    public async Task What_was_learned_is_stored_before_the_write_that_would_hide_it()
    {
        _scene.Apply(Some.Flowers(1));
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Settled("m-00001"));
        _scene.Apply(Some.Flowers(2, percent: 10));

        await _scene.ReconcileAsync();

        _scene.Writes.Take(2).Should().Equal(Status, Update);
        _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().Be("m-00001");
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(10), Some.Previous("m-00001", 90));
    }

    [Fact]
    public async Task The_Service_stays_as_it_is_when_what_was_learned_cannot_be_stored()
    {
        _scene.Apply(Some.Flowers(1));
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Settled("m-00001"));
        _scene.Apply(Some.Flowers(2, percent: 10));
        _scene.Server.Refuses = request => request.StartsWith(Status, StringComparison.Ordinal)
            ? new KubernetesException("the server is busy", HttpStatusCode.ServiceUnavailable, null, null)
            : null;

        await FluentActions.Awaiting(_scene.ReconcileAsync).Should().ThrowAsync<KubernetesException>();

        _scene.Writes.Should().Equal(Status);
        _scene.Events.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task A_write_is_decided_on_the_InferenceService_as_it_is_now()
    {
        await _scene.RollOutAsync(1);
        _scene.Apply(Some.Flowers(2, percent: 10));
        var old = _scene.Model;
        _scene.Apply(Some.Flowers(2, percent: 30));

        await _scene.ReconcileAsync(old);

        _scene.Server.Requests[0].Should().Be("GET inferenceservices.serving.kserve.io demo/my-model");
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(30), Some.Previous("m-00001", 70));
    }

    [Fact]
    public async Task A_history_that_the_cache_has_not_seen_yet_is_not_forgotten()
    {
        await _scene.RollOutAsync(1);
        var old = _scene.Model with { Status = null };
        _scene.Apply(Some.Flowers(2, percent: 10));

        await _scene.ReconcileAsync(_scene.Model with { Status = old.Status, Metadata = old.Metadata });

        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(10), Some.Previous("m-00001", 90));
        _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().Be("m-00001");
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("being deleted")]
    [InlineData("another of the same name")]
    public async Task Nothing_is_written_for_an_InferenceService_that_is_no_more(string fate)
    {
        _scene.Apply(Some.Flowers());
        var cached = _scene.Model;
        _scene.Server.Remove(InferenceServiceResources.KServe, "my-model");
        if (fate != "gone")
        {
            _scene.Apply(cached with
            {
                Metadata = fate == "being deleted"
                    ? cached.Metadata with { DeletionTimestamp = Views.Now, Finalizers = ["example.com/keep"] }
                    : cached.Metadata with { Uid = "another" },
            });
        }

        await _scene.ReconcileAsync(cached);

        _scene.Writes.Should().BeEmpty();
    }

    [Fact]
    public async Task An_InferenceService_that_is_being_deleted_is_left_alone()
    {
        _scene.Apply(Some.Flowers());

        await _scene.ReconcileAsync(_scene.Model with { Metadata = _scene.Model.Metadata with { DeletionTimestamp = Views.Now } });

        _scene.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_Service_that_somebody_changed_is_brought_back()
    {
        await _scene.RollOutAsync(1);
        _scene.Report(service => service with { Spec = service.Spec! with { Traffic = [Some.Latest(50), Some.Previous("m-00000", 50)] } });

        await _scene.ReconcileAsync();

        _scene.Writes.Should().StartWith(Update);
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(100));
    }

    [Fact]
    public async Task A_Service_that_vanished_is_made_again_and_its_history_forgotten()
    {
        await _scene.RollOutAsync(1);
        _scene.Server.Remove(KnativeResources.Services, Scene.ServiceName);
        _scene.Services.Clear();
        _scene.Revisions.Clear();
        _scene.Server.Remove(KnativeResources.Revisions, "m-00001");

        await _scene.ReconcileAsync();

        _scene.Writes.Take(2).Should().Equal(Status, Create);
        _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().BeNull("a new Service counts its revisions from 00001 again");
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(100));
    }

    [Fact]
    public async Task A_Service_that_the_cache_does_not_have_yet_is_not_taken_for_missing()
    {
        await _scene.RollOutAsync(1);
        _scene.Services.Clear();

        await _scene.ReconcileAsync();

        _scene.Server.Requests.Should().Equal("GET services.serving.knative.dev demo/my-model-predictor");
        _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().Be("m-00001");
    }

    [Fact]
    public async Task A_canary_is_promoted_pinned_and_promoted_again()
    {
        await _scene.RollOutAsync(1);
        await ChangeAsync(Some.Flowers(2, percent: 10), Some.Latest(10), Some.Previous("m-00001", 90));
        await ChangeAsync(Some.Flowers(2), Some.Latest(100));
        await ChangeAsync(Some.Flowers(2, percent: 0), Some.Latest(0), Some.Previous("m-00001", 100));
        await ChangeAsync(Some.Flowers(2), Some.Latest(100));

        _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().Be("m-00002");
        _scene.Model.Status!.Predictor().PreviousRolledoutRevision.Should().Be("m-00001");
    }

    private async Task ChangeAsync(InferenceService wanted, params TrafficTarget[] traffic)
    {
        _scene.Apply(wanted);
        await _scene.ReconcileAsync();
        _scene.Writes.Where(write => write == Update).Should().HaveCount(1, "one change of the spec is one write of the Service");
        _scene.Service.Spec!.Traffic.Should().Equal(traffic);

        _scene.Report(service => service.Settled("m-00002"));
        await _scene.SettleAsync();
        _scene.Service.Spec!.Traffic.Should().Equal(traffic, "a settled rollout stays as it is");
    }

    [Fact]
    public async Task Tag_routing_in_the_middle_of_a_canary_makes_a_revision_with_the_tag_which_it_keeps_once_promoted()
    {
        const string address = "http://latest-my-model-predictor.demo.example.com";
        var annotation = (WellKnown.EnableTagRoutingAnnotation(WellKnown.KServeGroup), "true");
        await _scene.RollOutAsync(1);
        _scene.Apply(Some.Flowers(2, percent: 10));
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Settled("m-00002"));
        await _scene.SettleAsync();

        _scene.Apply(Some.Flowers(2, percent: 10).WithAnnotations(annotation));
        await _scene.ReconcileAsync();
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(10) with { Tag = "latest" }, Some.Previous("m-00001", 90));
        _scene.Report(service => service.Settled("m-00003"));
        await _scene.SettleAsync();

        _scene.Apply(Some.Flowers(2).WithAnnotations(annotation));
        await _scene.ReconcileAsync();
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(100) with { Tag = "latest" });
        _scene.Report(service => service.Settled("m-00003") with
        {
            Status = KnativeStatuses.Ready(
                service.Generation(), "m-00003", [Some.Latest(100) with { Tag = "latest", Url = address }]),
        });
        await _scene.SettleAsync();
        _scene.Model.Status!.Predictor().Traffic.Should().ContainSingle().Which.Url.Should().Be(address);
        _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().Be("m-00003");
    }
}
