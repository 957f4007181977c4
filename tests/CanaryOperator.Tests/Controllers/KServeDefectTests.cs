using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Controllers;

/// <summary>
/// Our outcome where KServe's is known to be wrong: those of its defects B4 to B17 that a reconcile can show. B1 to B6, B13 and B16 are
/// among the rollout scenarios, B10 and B11 with the outer route, B12 with the validation of names.
/// </summary>
public sealed class KServeDefectTests
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task B4_a_pin_together_with_another_change_holds_that_change_back_and_says_so()
    {
        await _scene.RollOutAsync(1);
        await _scene.RollOutAsync(2);

        _scene.Apply(Some.Flowers(3, percent: 0));
        await _scene.ReconcileAsync();
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(0), Some.Previous("m-00002", 100));
        _scene.Report(service => service.Settled("m-00003"));
        await _scene.ReconcileAsync();

        _scene.Events.Told.Should().Contain(
            "Normal CanaryStarted: Canary revision m-00003 receives 0 % of the traffic, m-00002 keeps 100 %");
        _scene.Model.Status!.Summary("TrafficAsRequested").Should().Be("True");
        _scene.Model.Status!.Summary("RollbackAvailable").Should().Be("True");
        _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().Be("m-00002");
        InferenceServiceWarnings.Of(Some.Flowers(3, percent: 0), Some.Flowers(2) with { Status = _scene.Model.Status })
            .Should().ContainSingle().Which.Should().Be(
                "spec.predictor: this is no rollback, since more was changed; a new revision is held at 0 %, the one before keeps all.");
    }

    [Fact]
    public async Task B7_during_a_rollout_it_is_known_that_requests_are_answered()
    {
        await _scene.RollOutAsync(1);

        _scene.Apply(Some.Flowers(2, percent: 10));
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Loading("m-00002", "m-00001"));
        await _scene.SettleAsync();

        _scene.Model.Status!.Summary("Ready").Should().Be("Unknown");
        _scene.Model.Status!.Summary("Serving").Should().Be("True");
    }

    [Fact]
    public async Task B8_observedGeneration_is_the_InferenceServices_own()
    {
        await _scene.RollOutAsync(1);
        _scene.Report(service => service with
        {
            Metadata = service.Metadata with { Generation = 17 }, Status = service.Status! with { ObservedGeneration = 17 },
        });
        await _scene.SettleAsync();

        _scene.Model.Status!.ObservedGeneration.Should().Be(_scene.Model.Generation()).And.Be(1);
    }

    [Fact]
    public async Task B9_a_route_that_is_there_does_not_hide_a_predictor_that_fails()
    {
        await _scene.RollOutAsync(1);
        _scene.Report(service => service with
        {
            Status = service.Status! with { Conditions = [Some.Condition("Ready", "False", "RevisionMissing", "It is gone.")] },
        });
        await _scene.SettleAsync();

        _scene.Model.Status!.Summary("IngressReady").Should().Be("True");
        _scene.Model.Status!.Summary("Ready").Should().Be("False RevisionMissing");
    }

    [Fact]
    public async Task B13_a_canary_that_was_ready_and_fails_is_not_promoted_and_that_is_told()
    {
        await _scene.RollOutAsync(1);
        _scene.Apply(Some.Flowers(2, percent: 10));
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Failing("m-00002", ready: "m-00002"));
        await _scene.SettleAsync();

        _scene.Apply(Some.Flowers(2));
        await _scene.SettleAsync();

        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(10), Some.Previous("m-00001", 90));
        _scene.Model.Status!.Summary("TrafficAsRequested").Should().Be("False AwaitingCandidate");
        _scene.Model.Status!.Conditions!.Single(condition => condition.Type == "TrafficAsRequested").Message.Should().Be(
            "Revision m-00002 was ready and fails now, so its share does not grow until it is ready again. "
            + "To take its share away, set canaryTrafficPercent to 0.");
        _scene.Report(service => service.Settled("m-00002"));
        await _scene.ReconcileAsync();
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(100));
    }

    [Fact]
    public async Task B14_nothing_refers_to_the_revision_before_a_promoted_one_so_that_it_scales_down()
    {
        await _scene.RollOutAsync(1);
        _scene.Apply(Some.Flowers(2, percent: 10));
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Settled("m-00002"));
        await _scene.SettleAsync();

        _scene.Apply(Some.Flowers(2));
        await _scene.ReconcileAsync();

        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(100));
        var annotations = _scene.Service.Spec.Template!.Value.GetProperty("metadata").GetProperty("annotations");
        annotations.GetProperty("autoscaling.knative.dev/class").GetString().Should().Be("kpa.autoscaling.knative.dev");
        InferenceServiceWarnings.Of(_scene.Model.WithAnnotations(("autoscaling.knative.dev/class", "hpa.autoscaling.knative.dev")), null)
            .Should().Contain(warning => warning.EndsWith("it keeps pods of revisions without traffic too, unlike kpa."));
    }

    [Fact]
    public async Task B15_a_name_of_the_predictor_leaves_its_Service_where_it_is()
    {
        await _scene.RollOutAsync(1);
        var model = Some.Flowers();

        _scene.Apply(model with { Spec = model.Spec! with { Predictor = model.Spec.Predictor! with { Name = "blue" } } });
        await _scene.ReconcileAsync();

        _scene.Writes.Should().NotContain(write => write.Contains("services.serving.knative.dev"));
        InferenceServiceWarnings.Of(_scene.Model, null).Should().Contain(
            warning => warning.StartsWith("spec.predictor.name has no effect"));
    }

    [Fact]
    public async Task B17_a_route_that_cannot_be_made_leaves_the_revisions_readable()
    {
        var scene = new Scene(routes: true);
        scene.VirtualServices.IsServed = false;
        await scene.RollOutAsync(1);

        scene.Model.Status!.Predictor().LatestReadyRevision.Should().Be("m-00001");
        scene.Model.Status!.Summary("PredictorReady").Should().Be("True");
        scene.Model.Status!.Summary("Ready").Should().Be("False VirtualServiceCRDNotFound");
    }
}
