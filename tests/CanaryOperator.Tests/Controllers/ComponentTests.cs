using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Controllers;

/// <summary>Transformer and explainer beside the predictor.</summary>
public sealed class ComponentTests
{
    private const string Transformer = "my-model-transformer";

    private readonly Scene _scene = new();

    [Fact]
    public async Task A_transformer_gets_a_Service_and_a_status_of_its_own()
    {
        await RollOutAsync(transformer: 1);

        _scene.Find(Transformer)!.GetController()!.Uid.Should().Be(_scene.Model.Uid());
        _scene.Find(Transformer)!.GetLabel("component").Should().Be("transformer");
        _scene.Model.Status!.Components!.Keys.Should().Equal("predictor", "transformer");
        _scene.Model.Status.Components["transformer"].LatestRolledoutRevision.Should().Be("t-00001");
        _scene.Model.Status.Summary("TransformerReady").Should().Be("True");
        _scene.Model.Status.Summary("Ready").Should().Be("True");
    }

    [Fact]
    public async Task The_canary_of_a_transformer_leaves_the_predictor_alone()
    {
        await RollOutAsync(transformer: 1);

        _scene.Apply(WithTransformer(2, percent: 10));
        await _scene.ReconcileAsync();

        _scene.Writes.Should().Equal("UPDATE services.serving.knative.dev", "PATCH inferenceservices.serving.kserve.io/status");
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(100));
        _scene.Find(Transformer)!.Spec!.Traffic.Should().Equal(Some.Latest(10), Some.Previous("t-00001", 90));
    }

    [Fact]
    public async Task A_transformer_that_fails_makes_it_not_ready_but_not_silent()
    {
        await RollOutAsync(transformer: 1);

        _scene.Apply(WithTransformer(2, percent: 10));
        await _scene.ReconcileAsync();
        _scene.Report(
            service => service.Loading("t-00002", "t-00001") is var loading
                ? loading with
                {
                    Status = loading.Status! with
                    {
                        Conditions =
                        [
                            Some.Condition("ConfigurationsReady", "False", "RevisionFailed", "It crashed."),
                            Some.Condition("Ready", "False", "RevisionFailed", "It crashed."),
                            Some.Condition("RoutesReady", "True"),
                        ],
                    },
                }
                : service,
            Transformer);
        await _scene.SettleAsync();

        var status = _scene.Model.Status!;
        status.Summary("Ready").Should().Be("False RevisionFailed");
        status.Summary("TransformerReady").Should().Be("False RevisionFailed");
        status.Summary("PredictorReady").Should().Be("True");
        status.Summary("Serving").Should().Be("True", "t-00001 answers");
        status.ModelStatus!.TransitionStatus.Should().Be("UpToDate", "the model is the predictor's");
    }

    [Fact]
    public async Task A_transformer_that_the_spec_drops_is_deleted()
    {
        await RollOutAsync(transformer: 1);

        _scene.Apply(Some.Flowers());
        await _scene.ReconcileAsync();

        _scene.Writes.Should().StartWith("DELETE services.serving.knative.dev");
        _scene.Find(Transformer).Should().BeNull();
        _scene.Model.Status!.Components!.Keys.Should().Equal("predictor");
        _scene.Model.Status.Conditions!.Select(condition => condition.Type).Should().NotContain(type => type.StartsWith("Transformer"));
    }

    [Fact]
    public async Task A_Service_of_that_name_that_is_not_ours_is_never_deleted()
    {
        await _scene.RollOutAsync(1);
        var theirs = Views.ServiceFor(Some.Flowers());
        theirs = theirs with { Metadata = theirs.Metadata with { Name = Transformer, OwnerReferences = [] } };
        _scene.Services.Put(_scene.Server.Put(Api.Knative.KnativeResources.Services, theirs));

        await _scene.ReconcileAsync();

        _scene.Writes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("serving.kserve.io/v1beta1", "my-model", true)]
    [InlineData("serving.kserve.io/v1beta1", "another", false)]
    [InlineData("serving.kubeflow.org/v1beta1", "my-model", false)]
    public async Task A_Service_that_is_nobodys_is_taken_over_when_its_user_asks_for_it(string? apiVersion, string? owner, bool isAdopted)
    {
        V1OwnerReference? reference = apiVersion is null ? null : new()
        {
            ApiVersion = apiVersion, Kind = "InferenceService", Name = owner!, Uid = "gone", Controller = true,
        };
        var theirs = Views.ServiceFor(Some.Flowers()).Settled("old-00007");
        theirs = theirs with { Metadata = theirs.Metadata with { Uid = "theirs", OwnerReferences = reference is null ? [] : [reference] } };
        _scene.Services.Put(_scene.Server.Put(Api.Knative.KnativeResources.Services, theirs));

        _scene.Apply(Some.Flowers());
        await _scene.ReconcileAsync();
        _scene.Model.Status!.Summary("Ready").Should().Be("False ServiceNotOwned");

        _scene.Apply(Some.Flowers().WithAnnotations(("canaryoperator.io/adopt", "true")));
        await _scene.ReconcileAsync();

        (_scene.Service.GetController()?.Uid == _scene.Model.Uid()).Should().Be(isAdopted);
        _scene.Service.Uid().Should().Be("theirs");
        if (isAdopted)
        {
            _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().Be("old-00007", "it is known who had all the traffic");
            _scene.Service.Metadata.OwnerReferences.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task An_invalid_spec_deletes_nothing()
    {
        await RollOutAsync(transformer: 1);
        var broken = Some.Flowers();

        _scene.Apply(broken with { Spec = broken.Spec! with { Predictor = new() } });
        await _scene.ReconcileAsync();

        _scene.Find(Transformer).Should().NotBeNull();
        _scene.Model.Status!.Summary("Ready").Should().Be("False InvalidSpec");
    }

    [Fact]
    public async Task Stopped_means_that_its_Services_go_and_its_rollouts_start_anew()
    {
        await RollOutAsync(transformer: 1);

        _scene.Apply(WithTransformer(1).WithAnnotations(("serving.kserve.io/stop", "true")));
        await _scene.ReconcileAsync();
        _scene.Services.Clear();
        await _scene.SettleAsync();

        _scene.Find(Scene.ServiceName).Should().BeNull();
        _scene.Find(Transformer).Should().BeNull();
        var status = _scene.Model.Status!;
        status.Summary("Ready").Should().Be("False Stopped");
        status.Summary("Stopped").Should().Be("True");
        status.Summary("Serving").Should().Be("False Stopped");
        status.Predictor().LatestRolledoutRevision.Should().BeNull();

        _scene.Apply(WithTransformer(1));
        await _scene.ReconcileAsync();

        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(100));
        _scene.Model.Status!.Conditions!.Select(condition => condition.Type).Should().NotContain("Stopped");
    }

    [Fact]
    public async Task While_a_Service_is_being_deleted_nothing_is_made_in_its_place()
    {
        await _scene.RollOutAsync(1);
        var going = _scene.Service;
        _scene.Services.Put(going with { Metadata = going.Metadata with { DeletionTimestamp = Views.Now } });

        await _scene.ReconcileAsync();

        _scene.Writes.Should().NotContain(write => write.Contains("services.serving.knative.dev"));
    }

    private async Task RollOutAsync(int transformer)
    {
        _scene.Apply(WithTransformer(transformer));
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Settled("m-00001"));
        _scene.Report(service => service.Settled("t-00001"), Transformer);
        await _scene.SettleAsync();
    }

    private static InferenceService WithTransformer(int version, long? percent = null)
    {
        var model = Some.Flowers();
        return model with
        {
            Spec = model.Spec! with
            {
                Transformer = new()
                {
                    CanaryTrafficPercent = percent,
                    Containers =
                    [
                        Json.Read(
                            $$"""{"name":"kserve-container","image":"example.com/transformer:{{version}}"}""",
                            Api.ApiJsonContext.Default.Container),
                    ],
                },
            },
        };
    }
}
