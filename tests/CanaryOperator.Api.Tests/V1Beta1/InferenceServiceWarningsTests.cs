using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Tests.V1Beta1;

public sealed class InferenceServiceWarningsTests
{
    private const string Stable = """{"sklearn":{"storageUri":"gs://b/1"}}""";
    private const string Canary = """{"canaryTrafficPercent":10,"sklearn":{"storageUri":"gs://b/2"}}""";

    [Theory]
    [InlineData(Stable)]
    [InlineData("""{"minReplicas":0,"containers":[{"image":"a"}]}""")]
    public void What_is_usual_is_not_warned_of(string predictor) =>
        InferenceServiceWarnings.Of(Some.InferenceService(predictor), null).Should().BeEmpty();

    [Fact]
    public void The_whole_walk_is_usual()
    {
        Edit(Stable, Canary).Should().BeEmpty();
        Edit(Canary, """{"canaryTrafficPercent":20,"model":{"modelFormat":{"name":"sklearn"},"storageUri":"gs://b/2"}}""")
            .Should().BeEmpty();
        Edit(Canary, """{"sklearn":{"storageUri":"gs://b/2"}}""").Should().BeEmpty();
        Edit(Stable, """{"canaryTrafficPercent":0,"sklearn":{"storageUri":"gs://b/1"}}""").Should().BeEmpty();
    }

    [Fact]
    public void A_canary_of_the_first_revision_is_none() =>
        InferenceServiceWarnings.Of(Some.InferenceService(Canary), null)
            .Should().Equal("spec.predictor.canaryTrafficPercent has no effect yet: the first revision gets all the traffic.");

    [Fact]
    public void A_canary_before_anything_rolled_out_is_none() =>
        InferenceServiceWarnings.Of(Some.InferenceService(Canary), Some.InferenceService(Stable))
            .Should().ContainSingle().Which.Should().Contain("no effect yet");

    [Fact]
    public void All_percent_are_the_same_as_none() =>
        Edit(Canary, """{"canaryTrafficPercent":100,"sklearn":{"storageUri":"gs://b/2"}}""")
            .Should().Equal("spec.predictor.canaryTrafficPercent: 100 promotes the newest revision, as leaving it out does.");

    [Theory]
    [InlineData(Stable)]
    [InlineData("""{"canaryTrafficPercent":100,"sklearn":{"storageUri":"gs://b/3"}}""")]
    public void Another_model_does_not_promote_the_canary(string predictor) =>
        Edit(Canary, predictor)
            .Should().Contain(warning => warning.StartsWith("spec.predictor: the canary is not promoted", StringComparison.Ordinal));

    [Fact]
    public void A_pin_with_another_model_is_no_rollback() =>
        Edit(Stable, """{"canaryTrafficPercent":0,"sklearn":{"storageUri":"gs://b/2"}}""").Should().Equal(
            "spec.predictor: this is no rollback, since more was changed; a new revision is held at 0 %, the one before keeps all.");

    [Fact]
    public void An_autoscaler_that_never_scales_to_zero_is_warned_of() =>
        InferenceServiceWarnings.Of(Annotated("autoscaling.knative.dev/class", "hpa.autoscaling.knative.dev"), null).Should().Equal(
            "metadata.annotations[autoscaling.knative.dev/class]: it keeps pods of revisions without traffic too, unlike kpa.");

    [Theory]
    [InlineData("\"minReplicas\":2")]
    [InlineData("\"maxReplicas\":2")]
    [InlineData("\"scaleTarget\":2")]
    [InlineData("\"scaleMetric\":\"rps\"")]
    [InlineData("\"timeout\":2")]
    [InlineData("\"containerConcurrency\":2")]
    public void Scaling_makes_a_revision(string field) =>
        Edit(Stable, $$"""{ {{field}},"sklearn":{"storageUri":"gs://b/1"} }""")
            .Should().ContainSingle().Which.Should().EndWith("makes a new revision of the same model.");

    [Fact]
    public void Tag_routing_makes_a_revision() =>
        InferenceServiceWarnings.Of(Annotated("serving.kserve.io/enable-tag-routing", "true"), Some.InferenceService(Stable))
            .Should().Equal("serving.kserve.io/enable-tag-routing reaches the pods: changing it makes a new revision of every component.");

    [Theory]
    [InlineData("serving.kserve.io/enable-tag-routing", "yes", "has an effect only if it is true")]
    [InlineData("serving.kserve.io/autoscalerClass", "keda", "has no effect in mode Knative")]
    [InlineData("autoscaling.knative.dev/min-scale", "1", "set minReplicas and maxReplicas")]
    public void An_annotation_without_effect_is_named(string key, string value, string warning) =>
        InferenceServiceWarnings.Of(Annotated(key, value), null)
            .Should().ContainSingle().Which.Should().StartWith(key).And.Contain(warning);

    [Fact]
    public void The_name_of_a_variant_has_no_effect() =>
        InferenceServiceWarnings.Of(Some.InferenceService("""{"name":"b","sklearn":{}}"""), null)
            .Should().Equal("spec.predictor.name has no effect in mode Knative: the Knative Service keeps its name.");

    [Fact]
    public void A_place_without_a_scheme_is_a_path() =>
        InferenceServiceWarnings.Of(Some.InferenceService("""{"sklearn":{"storageUri":"bucket/model"}}"""), null)
            .Should().Equal("spec.predictor.sklearn.storageUri has no scheme like gs://: it is a path in the image, nothing is fetched.");

    private static IReadOnlyList<string> Edit(string from, string to)
    {
        var old = Some.InferenceService(from) with
        {
            Status = new()
            {
                Components = new Dictionary<string, ComponentStatus> { ["predictor"] = new() { LatestRolledoutRevision = "r1" } },
            },
        };
        return InferenceServiceWarnings.Of(Some.InferenceService(to), old);
    }

    private static InferenceService Annotated(string key, string value)
    {
        var inferenceService = Some.InferenceService(Stable);
        return inferenceService with
        {
            Metadata = inferenceService.Metadata with { Annotations = new Dictionary<string, string> { [key] = value } },
        };
    }
}
