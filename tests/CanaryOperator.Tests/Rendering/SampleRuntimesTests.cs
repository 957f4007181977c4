using CanaryOperator.Api;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Rendering;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Architecture;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

/// <summary>The runtimes that we ship, all installed at once.</summary>
public sealed class SampleRuntimesTests
{
    private const string Triton = "nvcr.io/nvidia/tritonserver:23.05-py3 tritonserver --model-store=/mnt/models "
        + "--grpc-port=9000 --http-port=8080 --allow-grpc=true --allow-http=true";

    private const string MLServer = "docker.io/seldonio/mlserver:1.7.1 MLSERVER_MODEL_IMPLEMENTATION=";

    private const string MLServerRest = " MLSERVER_HTTP_PORT=8080 MLSERVER_GRPC_PORT=9000 "
        + "MLSERVER_MODEL_NAME=my-model MLSERVER_MODEL_URI=/mnt/models";

    private static readonly ClusterServingRuntime[] Runtimes =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "samples", "runtimes"), "*.yaml")
            .Select(file => YamlFile.Read(Path.GetRelativePath(RepositoryRoot.Path, file)))
            .Select(runtime => Json.Read(runtime, ApiJsonContext.Default.ClusterServingRuntime)),
    ];

    [Theory]
    [InlineData(
        """{"sklearn":{}}""",
        "kserve-sklearnserver",
        "kserve/sklearnserver:latest --model_name=my-model --model_dir=/mnt/models --http_port=8080")]
    [InlineData(
        """{"xgboost":{}}""",
        "kserve-xgbserver",
        "kserve/xgbserver:latest --model_name=my-model --model_dir=/mnt/models --http_port=8080 --nthread=1")]
    [InlineData(
        """{"lightgbm":{}}""",
        "kserve-lgbserver",
        "kserve/lgbserver:latest --model_name=my-model --model_dir=/mnt/models --http_port=8080 --nthread=1")]
    [InlineData(
        """{"pmml":{}}""",
        "kserve-pmmlserver",
        "kserve/pmmlserver:latest --model_name=my-model --model_dir=/mnt/models --http_port=8080")]
    [InlineData(
        """{"paddle":{}}""",
        "kserve-paddleserver",
        "kserve/paddleserver:latest --model_name=my-model --model_dir=/mnt/models --http_port=8080")]
    [InlineData(
        """{"tensorflow":{}}""",
        "kserve-tensorflow-serving",
        "tensorflow/serving:2.6.2 --model_name=my-model --port=9000 --rest_api_port=8080 "
            + "--model_base_path=/mnt/models --rest_api_timeout_in_ms=60000")]
    [InlineData(
        """{"pytorch":{}}""",
        "kserve-torchserve",
        "pytorch/torchserve-kfs:0.9.0 torchserve --start --model-store=/mnt/models/model-store "
            + "--ts-config=/mnt/models/config/config.properties TS_SERVICE_ENVELOPE=kserve PROTOCOL_VERSION=v1")]
    [InlineData(
        """{"pytorch":{"protocolVersion":"v2"}}""",
        "kserve-torchserve",
        "pytorch/torchserve-kfs:0.9.0 torchserve --start --model-store=/mnt/models/model-store "
            + "--ts-config=/mnt/models/config/config.properties TS_SERVICE_ENVELOPE=kservev2 PROTOCOL_VERSION=v2")]
    [InlineData("""{"onnx":{}}""", "kserve-tritonserver", Triton)]
    [InlineData("""{"triton":{}}""", "kserve-tritonserver", Triton)]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorrt"},"protocolVersion":"v2"}}""", "kserve-tritonserver", Triton)]
    [InlineData("""{"tensorflow":{"protocolVersion":"v2"}}""", "kserve-tritonserver", Triton)]
    [InlineData("""{"sklearn":{"protocolVersion":"v2"}}""", "kserve-mlserver", MLServer + "mlserver_sklearn.SKLearnModel" + MLServerRest)]
    [InlineData("""{"xgboost":{"protocolVersion":"v2"}}""", "kserve-mlserver", MLServer + "mlserver_xgboost.XGBoostModel" + MLServerRest)]
    [InlineData(
        """{"lightgbm":{"protocolVersion":"v2"}}""",
        "kserve-mlserver",
        MLServer + "mlserver_lightgbm.LightGBMModel" + MLServerRest)]
    [InlineData(
        """{"model":{"modelFormat":{"name":"mlflow"},"protocolVersion":"v2"}}""",
        "kserve-mlserver",
        MLServer + "mlserver_mlflow.MLflowRuntime" + MLServerRest)]
    [InlineData("""{"huggingface":{}}""", "kserve-huggingfaceserver", "kserve/huggingfaceserver:latest --model_name=my-model")]
    [InlineData(
        """{"model":{"modelFormat":{"name":"pytorch"},"runtime":"kserve-tritonserver","protocolVersion":"v2"}}""",
        "kserve-tritonserver",
        Triton)]
    public void Every_format_has_its_runtime(string predictor, string runtime, string command)
    {
        var written = Some.InferenceService(predictor);
        written = InferenceServiceDefaulting.Apply(written);
        var model = written.Spec!.Predictor!.Model! with { StorageUri = "gs://models/m" };
        var inferenceService = written with { Spec = new() { Predictor = written.Spec.Predictor with { Model = model } } };

        var selection = RuntimeSelection.Select(inferenceService, [], Runtimes);

        selection.Failure.Should().BeNull();
        selection.Runtime!.Name.Should().Be(runtime);
        var desired = Some.Rendered(inferenceService, Runtimes.Single(candidate => candidate.Metadata.Name == runtime));
        var server = Some.Template(desired)["spec"]!["containers"]!.AsArray().Should().ContainSingle().Subject!;
        var args = server["args"]?.AsArray().Select(argument => (string)argument!) ?? [];
        var env = server["env"]!.AsArray().Select(variable => $"{variable!["name"]}={variable["value"]}");
        string.Join(' ', [(string)server["image"]!, .. args, .. env]).Should().Be($"{command} INFERENCE_SERVICE_NAME=my-model");
        ((string?)server["resources"]!["limits"]!["memory"]).Should().Be("2Gi");
        ((bool?)server["securityContext"]!["runAsNonRoot"]).Should().BeTrue();
    }
}
