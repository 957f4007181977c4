using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Testing;

namespace CanaryOperator.Api.Tests;

public sealed class SamplesTests
{
    public static TheoryData<string> Canaries => new(YamlFile.In("samples/canary"));

    public static TheoryData<string> Runtimes => new(YamlFile.In("samples/runtimes"));

    [Theory]
    [MemberData(nameof(Canaries))]
    public void An_inference_service_is_valid_and_loses_nothing(string path)
    {
        var json = YamlFile.Read(path);

        JsonText.ShouldSurvive(json, ApiJsonContext.Default.InferenceService, path);
        var inferenceService = InferenceServiceDefaulting.Apply(JsonText.Read(json, ApiJsonContext.Default.InferenceService));
        InferenceServiceValidation.Validate(inferenceService).Should().BeEmpty();
        inferenceService.Spec!.Predictor!.Model!.ModelFormat!.Name.Should().Be("tensorflow");
        inferenceService.Spec.Predictor.AdditionalProperties.Should().BeNull(because: "a sample has no misspelt fields");
    }

    [Theory]
    [InlineData("default", "flowers", null)]
    [InlineData("canary", "flowers-2", 10L)]
    [InlineData("promotion", "flowers-2", null)]
    [InlineData("pinned", "flowers-2", 0L)]
    public void The_walk_is_the_same_for_both_groups(string step, string model, long? percent)
    {
        foreach (var folder in new[] { "samples/canary", "samples/canary/kserve" })
        {
            var json = YamlFile.Read($"{folder}/{step}.yaml");
            var predictor = InferenceServiceDefaulting.Apply(JsonText.Read(json, ApiJsonContext.Default.InferenceService)).Spec!.Predictor!;

            predictor.CanaryTrafficPercent.Should().Be(percent);
            predictor.Model!.StorageUri.Should().Be($"gs://kfserving-samples/models/tensorflow/{model}");
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void A_runtime_loses_nothing_and_has_a_main_container(string path)
    {
        var json = YamlFile.Read(path);

        JsonText.ShouldSurvive(json, ApiJsonContext.Default.ClusterServingRuntime, path);
        var spec = JsonText.Read(json, ApiJsonContext.Default.ClusterServingRuntime).Spec!;
        spec.Containers.Should().ContainSingle().Which.Name.Should().Be(WellKnown.MainContainerName);
        spec.SupportedModelFormats.Should().NotBeEmpty();
        spec.ProtocolVersions.Should().NotBeEmpty();
    }

    [Fact]
    public void Every_framework_has_a_runtime_that_is_chosen_by_itself()
    {
        var formats = YamlFile.In("samples/runtimes")
            .Select(path => JsonText.Read(YamlFile.Read(path), ApiJsonContext.Default.ClusterServingRuntime))
            .SelectMany(runtime => runtime.Spec!.SupportedModelFormats!)
            .Where(format => format.AutoSelect == true)
            .Select(format => format.Name);

        formats.Should().Contain(
            ["sklearn", "tensorflow", "xgboost", "pytorch", "triton", "onnx", "huggingface", "pmml", "lightgbm", "paddle"]);
    }
}
