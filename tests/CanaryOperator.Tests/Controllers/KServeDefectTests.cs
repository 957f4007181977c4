using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Controllers;

/// <summary>
/// Our outcome where KServe's is known to be wrong: those of its defects B7 to B17 that a reconcile can show. B1 to B6 are among the
/// rollout scenarios, B10 and B11 with the outer route, B12 with the validation of names.
/// </summary>
public sealed class KServeDefectTests
{
    private readonly Scene _scene = new();

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
