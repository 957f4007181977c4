using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Tests.V1Beta1;

public sealed class InferenceServiceUpdateTests
{
    private const string Sklearn = """{"sklearn":{}}""";
    private const string TooSlow = """{"timeout":900,"sklearn":{}}""";

    private static readonly InferenceServiceDefaults Defaults = new() { CpuRequest = "100m", AutoMountServiceAccountToken = false };

    [Fact]
    public void A_valid_update_passes() => Update(Some.InferenceService(TooSlow), Some.InferenceService(Sklearn)).Should().BeEmpty();

    [Fact]
    public void An_update_to_something_invalid_is_refused() =>
        Update(Some.InferenceService(Sklearn), Some.InferenceService(TooSlow)).Should().Equal("spec.predictor.timeout");

    [Fact]
    public void An_update_that_leaves_something_invalid_is_refused() =>
        Update(Some.InferenceService(TooSlow), Some.InferenceService("""{"timeout":900,"sklearn":{"storageUri":"gs://b/m"}}"""))
            .Should().Equal("spec.predictor.timeout");

    [Theory]
    [InlineData(TooSlow)]
    [InlineData("""{"containers":[{"image":"A B"}]}""")]
    [InlineData("""{"sklearn":{"storageUri":"ftp://b"}}""")]
    public void Finalizers_of_an_invalid_object_can_be_removed(string predictor)
    {
        var old = Some.InferenceService(predictor);
        var stored = old with { Metadata = old.Metadata with { Finalizers = ["inferenceservice.finalizers"] } };

        Update(stored, InferenceServiceDefaulting.Apply(old, Defaults)).Should().BeEmpty();
    }

    [Fact]
    public void An_annotation_that_is_wrong_is_refused_whatever_was_wrong_before()
    {
        var old = Some.InferenceService(TooSlow);
        var annotations = new Dictionary<string, string> { ["serving.knative.dev/rollout-duration"] = "x" };

        Update(old, old with { Metadata = old.Metadata with { Annotations = annotations } })
            .Should().Equal("metadata.annotations[serving.knative.dev/rollout-duration]");
    }

    [Fact]
    public void Nothing_is_checked_while_it_is_deleted()
    {
        var old = Some.InferenceService(Sklearn);
        var deleted = Some.InferenceService(TooSlow) with { Metadata = old.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } };

        Update(old, deleted).Should().BeEmpty();
        InferenceServiceValidation.Validate(deleted).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Standard", false)]
    [InlineData("RawDeployment", false)]
    [InlineData("Knative", true)]
    [InlineData("Serverless", true)]
    [InlineData("", true)]
    public void The_deployment_mode_may_not_change(string recorded, bool isAllowed)
    {
        var old = Some.InferenceService(Sklearn) with { Status = new() { DeploymentMode = recorded } };

        Update(old, Some.InferenceService("""{"xgboost":{}}""")).Should().Equal(isAllowed ? [] : ["status.deploymentMode"]);
    }

    private static IEnumerable<string> Update(InferenceService old, InferenceService changed) =>
        InferenceServiceValidation.ValidateUpdate(old, changed, Defaults).Select(error => error.Field);
}
