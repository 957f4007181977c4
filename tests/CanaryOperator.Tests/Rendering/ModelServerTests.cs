using System.Text.Json.Nodes;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

/// <summary>What some model servers are told besides what their runtime says, and which image they run.</summary>
public sealed class ModelServerTests
{
    [Theory]
    [InlineData("sklearn", "mlserver_sklearn.SKLearnModel")]
    [InlineData("xgboost", "mlserver_xgboost.XGBoostModel")]
    [InlineData("lightgbm", "mlserver_lightgbm.LightGBMModel")]
    [InlineData("mlflow", "mlserver_mlflow.MLflowRuntime")]
    [InlineData("own", "")]
    public void MLServer_is_told_the_class_the_name_and_the_place_of_its_model(string format, string modelClass)
    {
        var env = Env(Server(Runtime("kserve-mlserver"), $$"""{"modelFormat":{"name":"{{format}}"},"storageUri":"gs://m"}"""));

        env.Should().Contain("CLASS", modelClass)
            .And.Contain("MLSERVER_MODEL_NAME", "my-model")
            .And.Contain("MLSERVER_MODEL_URI", "/mnt/models")
            .And.NotContainKey("MLSERVER_LOAD_MODELS_AT_STARTUP");
    }

    [Fact]
    public void MLServer_without_a_model_waits_for_one() =>
        Env(Server(Runtime("kserve-mlserver"), """{"modelFormat":{"name":"sklearn"}}"""))
            .Should().Contain("MLSERVER_LOAD_MODELS_AT_STARTUP", "false").And.NotContainKey("MLSERVER_MODEL_URI");

    [Fact]
    public void A_label_and_a_variable_of_the_user_win()
    {
        var inferenceService = Some.InferenceService(
                """{"model":{"modelFormat":{"name":"sklearn"},"env":[{"name":"MLSERVER_MODEL_NAME","value":"other"}]}}""")
            .WithLabels(("modelClass", "my.Class"));

        Env(Some.Template(Some.Rendered(inferenceService, Runtime("kserve-mlserver")))["spec"]!["containers"]![0]!)
            .Should().Contain("CLASS", "my.Class").And.Contain("MLSERVER_MODEL_NAME", "other");
    }

    [Theory]
    [InlineData("null", "kserve", "v1")]
    [InlineData("\"v1\"", "kserve", "v1")]
    [InlineData("\"v2\"", "kservev2", "v2")]
    public void TorchServe_is_told_the_protocol(string protocol, string envelope, string version) =>
        Env(Server(Runtime("kserve-torchserve"), $$"""{"modelFormat":{"name":"pytorch"},"protocolVersion":{{protocol}} }"""))
            .Should().Contain("ENVELOPE", envelope).And.Contain("PROTOCOL_VERSION", version);

    [Theory]
    [InlineData("""{"modelFormat":{"name":"onnx"},"storageUri":"gs://m"}""", "--runtime")]
    [InlineData("""{"modelFormat":{"name":"onnx"}}""", "--runtime --model-control-mode=explicit")]
    public void Triton_without_a_model_starts_without_one(string model, string args) =>
        string.Join(' ', Server(Runtime("kserve-tritonserver"), model)["args"]!.AsArray()).Should().Be(args);

    [Fact]
    public void What_is_looked_up_for_the_runtime_does_not_become_a_label()
    {
        var metadata = Template(Runtime("kserve-mlserver"), """{"modelFormat":{"name":"sklearn"}}""")["metadata"]!;

        metadata["labels"]!.AsObject().ContainsKey("modelClass").Should().BeFalse();
        metadata["annotations"]!.AsObject().ContainsKey("modelFormat").Should().BeFalse();
    }

    [Fact]
    public void The_format_can_be_looked_up_without_being_written_on_the_object() =>
        Env(Server(Runtime("any"), """{"modelFormat":{"name":"sklearn"}}""")).Should().Contain("FORMAT", "sklearn");

    [Fact]
    public void An_annotation_says_which_server_a_runtime_runs()
    {
        var runtime = Runtime("mine");
        runtime = runtime with
        {
            Metadata = runtime.Metadata with
            {
                Annotations = new Dictionary<string, string> { ["serving.kserve.io/server-type"] = "mlserver" },
            },
        };

        Env(Server(runtime, """{"modelFormat":{"name":"sklearn"}}""")).Should().ContainKey("MLSERVER_MODEL_NAME");
    }

    [Theory]
    [InlineData("kserve-huggingfaceserver", "s:1", "nvidia.com/gpu", "s:1-gpu")]
    [InlineData("kserve-tensorflow-serving", "s:1", "amd.com/gpu", "s:1-gpu")]
    [InlineData("kserve-torchserve", "s:1", "nvidia.com/mig-1g.5gb", "s:1-gpu")]
    [InlineData("kserve-torchserve", "s:1-gpu", "nvidia.com/gpu", "s:1-gpu")]
    [InlineData("kserve-torchserve", "s", "nvidia.com/gpu", "s")]
    [InlineData("kserve-torchserve", "host:5000/s", "nvidia.com/gpu", "host:5000/s")]
    [InlineData("kserve-torchserve", "s@sha256:1", "nvidia.com/gpu", "s@sha256:1")]
    [InlineData("kserve-torchserve", "s:1", "memory", "s:1")]
    [InlineData("kserve-sklearnserver", "s:1", "nvidia.com/gpu", "s:1")]
    [InlineData("kserve-vllmserver", "s:1", "nvidia.com/gpu", "s:1")]
    [InlineData("kserve-vllmserver", "host:5000/s:1", "memory", "host:5000/s-cpu:1")]
    public void Some_servers_have_another_image_for_a_GPU(string runtime, string image, string resource, string expected)
    {
        var model = $$"""{"modelFormat":{"name":"x"},"resources":{"limits":{"{{resource}}":"1"} } }""";

        ((string?)Server(Runtime(runtime, image), model)["image"]).Should().Be(expected);
    }

    [Fact]
    public void A_version_is_taken_as_it_is_also_with_a_GPU()
    {
        const string model = """{"modelFormat":{"name":"x"},"runtimeVersion":"2","resources":{"limits":{"nvidia.com/gpu":"1"}}}""";

        ((string?)Server(Runtime("kserve-torchserve", "s:1"), model)["image"]).Should().Be("s:2");
    }

    private static ClusterServingRuntime Runtime(string name, string image = "s:1") => Some.Runtime(
        $$$"""
        {
          "containers": [
            {
              "name": "kserve-container", "image": "{{{image}}}", "args": ["--runtime"],
              "env": [
                {"name": "CLASS", "value": "{{.Labels.modelClass}}"},
                {"name": "ENVELOPE", "value": "{{.Labels.serviceEnvelope}}"},
                {"name": "FORMAT", "value": "{{index .Annotations \"modelFormat\"}}"}
              ]
            }
          ]
        }
        """,
        name);

    private static JsonNode Template(ClusterServingRuntime runtime, string model) =>
        Some.Template(Some.Rendered(Some.InferenceService($$"""{"model":{{model}} }"""), runtime));

    private static JsonNode Server(ClusterServingRuntime runtime, string model) => Template(runtime, model)["spec"]!["containers"]![0]!;

    private static Dictionary<string, string> Env(JsonNode container) => container["env"]!.AsArray()
        .ToDictionary(variable => (string)variable!["name"]!, variable => (string)variable!["value"]!);
}
