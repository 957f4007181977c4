using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

public sealed class RuntimeSelectionTests
{
    private static readonly ClusterServingRuntime[] Runtimes =
    [
        Some.Runtime("""{"supportedModelFormats":[{"name":"sklearn","version":"1","autoSelect":true,"priority":1}]}""", "a-low"),
        Some.Runtime("""{"supportedModelFormats":[{"name":"sklearn","version":"1","autoSelect":true,"priority":2}]}""", "z-high"),
        Some.Runtime("""{"supportedModelFormats":[{"name":"sklearn","version":"2","autoSelect":true}]}""", "newer"),
        Some.Runtime("""{"supportedModelFormats":[{"name":"xgboost","autoSelect":true}]}""", "xgb-b"),
        Some.Runtime("""{"supportedModelFormats":[{"name":"xgboost","autoSelect":true}]}""", "xgb-a"),
        Some.Runtime("""{"supportedModelFormats":[{"name":"onnx"}]}""", "by-name-only"),
        Some.Runtime("""{"disabled":true,"supportedModelFormats":[{"name":"pmml","autoSelect":true}]}""", "off"),
        Some.Runtime("""{"multiModel":true,"supportedModelFormats":[{"name":"lightgbm","autoSelect":true}]}""", "shared"),
        Some.Runtime("""{"workerSpec":{},"supportedModelFormats":[{"name":"paddle","autoSelect":true}]}""", "spread"),
    ];

    [Theory]
    [InlineData("sklearn", null, null, "z-high")]
    [InlineData("sklearn", "1", null, "z-high")]
    [InlineData("sklearn", "2", null, "newer")]
    [InlineData("sklearn", null, "a-low", "a-low")]
    [InlineData("xgboost", null, null, "xgb-a")]
    [InlineData("onnx", null, "by-name-only", "by-name-only")]
    public void Select_finds_the_best_or_the_named_one(string format, string? version, string? named, string expected)
    {
        Select(format, version, named, Runtimes).Runtime!.Name.Should().Be(expected);
        Select(format, version, named, [.. Runtimes.Reverse()]).Runtime!.Name
            .Should().Be(expected, "the order of a cache means nothing");
    }

    [Theory]
    [InlineData(null, null, null, "InvalidPredictorSpec", "spec.predictor.model.modelFormat.name is missing")]
    [InlineData("", null, "a-low", "InvalidPredictorSpec", "spec.predictor.model.modelFormat.name is missing")]
    [InlineData("sklearn", null, "nobody", "RuntimeNotRecognized", "is called nobody (spec.predictor.model.runtime); there are a-low")]
    [InlineData("pmml", null, "off", "RuntimeDisabled", "The ClusterServingRuntime off (spec.predictor.model.runtime) is disabled")]
    [InlineData("sklearn", null, "xgb-a", "NoSupportingRuntime", "xgb-a does not support the model format sklearn; it supports xgboost")]
    [InlineData(
        "tensorflow",
        null,
        null,
        "NoSupportingRuntime",
        "format tensorflow (spec.predictor.model.modelFormat); there are runtimes for sklearn version 1, sklearn version 2, xgboost.")]
    [InlineData("sklearn", "1.0", null, "NoSupportingRuntime", "serves the model format sklearn version 1.0")]
    [InlineData("onnx", null, null, "NoSupportingRuntime", "model format onnx")]
    [InlineData("pmml", null, null, "NoSupportingRuntime", "model format pmml")]
    [InlineData("lightgbm", null, null, "NoSupportingRuntime", "model format lightgbm")]
    [InlineData("paddle", null, null, "NoSupportingRuntime", "model format paddle")]
    public void Select_says_why_there_is_none(string? format, string? version, string? named, string reason, string message)
    {
        var selection = Select(format, version, named, Runtimes);

        selection.Runtime.Should().BeNull();
        selection.Failure!.Reason.Should().Be(reason);
        selection.Failure.Message.Should().Contain(message);
    }

    [Fact]
    public void Select_without_any_runtime_says_that_there_is_none() =>
        Select("sklearn", null, null, []).Failure!.Message.Should().EndWith("there are runtimes for none.");

    private static RuntimeSelection Select(string? format, string? version, string? named, IReadOnlyList<ClusterServingRuntime> runtimes)
    {
        var model = new ModelSpec { ModelFormat = new() { Name = format, Version = version }, Runtime = named };
        return Select(model, [], runtimes);
    }

    private static RuntimeSelection Select(
        ModelSpec model, IReadOnlyList<ServingRuntime> ofNamespace, IReadOnlyList<ClusterServingRuntime> ofCluster)
    {
        var inferenceService = Some.InferenceService("{}") with { Spec = new() { Predictor = new() { Model = model } } };
        return RuntimeSelection.Select(inferenceService, ofNamespace, ofCluster);
    }
}
