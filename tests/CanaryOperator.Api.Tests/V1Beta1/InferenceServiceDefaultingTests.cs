using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api.Tests.Admission;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Tests.V1Beta1;

public sealed class InferenceServiceDefaultingTests
{
    private const string Resources = """
        "resources":{"requests":{"cpu":"1","memory":"2Gi"},"limits":{"cpu":"1","memory":"2Gi"}}
        """;

    public static TheoryData<string> Frameworks =>
        new(ApiJsonContext.Default.PredictorSpec.Properties
            .Where(property => property.PropertyType == typeof(FrameworkSpec))
            .Select(property => property.Name));

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void An_old_framework_field_becomes_a_model_with_everything_in_it(string framework) => Defaulted(
        $$"""
        {"canaryTrafficPercent":10,
         "{{framework}}":{
          "storageUri":"gs://b/m","runtimeVersion":"1","protocolVersion":"v1","storage":{"key":"k"},"args":["--x"],"later":1} }
        """,
        $$"""
        {"canaryTrafficPercent":10,
         "model":{"modelFormat":{"name":"{{framework}}"},
          "storageUri":"gs://b/m","runtimeVersion":"1","protocolVersion":"v1","storage":{"key":"k"},"args":["--x"],"later":1} }
        """);

    [Theory]
    [InlineData("triton")]
    [InlineData("onnx")]
    [InlineData("huggingface")]
    public void Frameworks_that_speak_only_v2_get_it(string framework) => Defaulted(
        $$"""{"{{framework}}":{} }""", $$"""{"model":{"modelFormat":{"name":"{{framework}}"},"protocolVersion":"v2"} }""");

    [Theory]
    [InlineData("triton", "\"v2\"")]
    [InlineData("vLLM", "\"v2\"")]
    [InlineData("onnx", "null")]
    [InlineData("sklearn", "null")]
    public void A_models_protocol_follows_from_its_format_only_for_two(string format, string protocol)
    {
        var defaulted = InferenceServiceDefaulting.Apply(Some.InferenceService($$"""{"model":{"modelFormat":{"name":"{{format}}"} } }"""));

        JsonSerializer.Serialize(defaulted.Spec!.Predictor!.Model!.ProtocolVersion, ApiJsonContext.Default.String).Should().Be(protocol);
    }

    [Fact]
    public void A_protocol_that_was_written_stays() =>
        Unchanged("""{"model":{"modelFormat":{"name":"triton"},"protocolVersion":"grpc-v2"}}""");

    [Theory]
    [InlineData("""[{"image":"a"}]""", """[{"image":"a","name":"kserve-container"}]""")]
    [InlineData("""[{"name":"mine"}]""", """[{"name":"kserve-container"}]""")]
    [InlineData("""[{"name":"helper"},{"name":"kserve-container"}]""", """[{"name":"helper"},{"name":"kserve-container"}]""")]
    [InlineData("""[{"image":"a"},{"name":"b"}]""", """[{"image":"a","name":"kserve-container"},{"name":"b"}]""")]
    public void The_container_that_must_be_the_server_is_called_so_and_gets_resources(string containers, string expected)
    {
        const string name = "\"kserve-container\"";
        var named = expected.Replace(name, $"{name},{Resources}", StringComparison.Ordinal);

        Defaulted($$"""{"containers":{{containers}}}""", $$"""{"containers":{{named}}}""");
    }

    [Theory]
    [InlineData("""{"containers":[{"name":"a"},{"name":"b"}]}""")]
    [InlineData("""{"containers":[]}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"sklearn"}},"containers":[{"image":"helper"}]}""")]
    [InlineData("""{"model":{}}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"sklearn"}},"tensorflow":{}}""")]
    [InlineData("""{"sklearn":{},"tensorflow":{}}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Whatever_is_clear_already_or_not_clear_at_all_stays(string predictor) => Unchanged(predictor);

    [Fact]
    public void An_object_without_a_spec_stays()
    {
        InferenceServiceDefaulting.Apply(new InferenceService()).Should().Be(new InferenceService());
    }

    [Theory]
    [InlineData("""{"requests":{"cpu":"2"}}""", """{"requests":{"cpu":"2","memory":"2Gi"},"limits":{"cpu":"2","memory":"2Gi"}}""")]
    [InlineData("""{"limits":{"cpu":"500m"}}""", """{"requests":{"cpu":"500m","memory":"2Gi"},"limits":{"cpu":"500m","memory":"2Gi"}}""")]
    [InlineData("""{"limits":{"cpu":4}}""", """{"requests":{"cpu":"1","memory":"2Gi"},"limits":{"cpu":4,"memory":"2Gi"}}""")]
    [InlineData("""{"limits":{"memory":1,"gpu":1}}""", """{"requests":{"cpu":"1","memory":1},"limits":{"memory":1,"gpu":1,"cpu":"1"}}""")]
    [InlineData("""{"claims":[]}""", """{"claims":[],"requests":{"cpu":"1","memory":"2Gi"},"limits":{"cpu":"1","memory":"2Gi"}}""")]
    [InlineData("""{"requests":{"cpu":"x"}}""", """{"requests":{"cpu":"x","memory":"2Gi"},"limits":{"cpu":"1","memory":"2Gi"}}""")]
    [InlineData("\"much\"", "\"much\"")]
    [InlineData("""{"limits":[1]}""", """{"limits":[1]}""")]
    public void A_request_that_was_left_open_is_never_above_its_limit(string resources, string expected) => Defaulted(
        $$"""{"containers":[{"name":"kserve-container","resources":{{resources}} }]}""",
        $$"""{"containers":[{"name":"kserve-container","resources":{{expected}} }]}""");

    [Fact]
    public void Transformer_and_explainer_get_what_the_configuration_says()
    {
        var defaults = new InferenceServiceDefaults
        {
            CpuRequest = "10m",
            CpuLimit = "20m",
            MemoryRequest = "30Mi",
            MemoryLimit = "40Mi",
            AutoMountServiceAccountToken = false,
        };
        var written = JsonText.Read(
            """
            {"spec":{"predictor":{"sklearn":{},"automountServiceAccountToken":true},
             "transformer":{"containers":[{}]},"explainer":{"containers":[{}]}}}
            """,
            ApiJsonContext.Default.InferenceService);

        var spec = Spec(InferenceServiceDefaulting.Apply(written, defaults))!;

        var expected = JsonNode.Parse("""
            {"containers":[{"name":"kserve-container",
              "resources":{"requests":{"cpu":"10m","memory":"30Mi"},"limits":{"cpu":"20m","memory":"40Mi"}}}],
             "automountServiceAccountToken":false}
            """)!;
        JsonText.ShouldBe(spec["transformer"], expected);
        JsonText.ShouldBe(spec["explainer"], expected);
        spec["predictor"]!["automountServiceAccountToken"]!.GetValue<bool>().Should().BeTrue("it was written so");
    }

    [Theory]
    [InlineData("serving.kserve.io", "Serverless", "Knative")]
    [InlineData("serving.kserve.io", "RawDeployment", "Standard")]
    [InlineData("serving.kubeflow.org", "Serverless", "Knative")]
    [InlineData("serving.kserve.io", "Knative", "Knative")]
    [InlineData("serving.kserve.io", "Other", "Other")]
    public void Old_names_of_deployment_modes_become_todays(string group, string mode, string expected)
    {
        var written = Some.InferenceService("{}") with
        {
            ApiVersion = $"{group}/v1beta1",
            Metadata = new()
            {
                Annotations = new Dictionary<string, string> { [$"{group}/deploymentMode"] = mode, ["other"] = "Serverless" },
            },
        };

        InferenceServiceDefaulting.Apply(written).Metadata.Annotations.Should().Equal(
            new Dictionary<string, string> { [$"{group}/deploymentMode"] = expected, ["other"] = "Serverless" });
    }

    [Theory]
    [InlineData("""{"sklearn":{}}""", "sklearn")]
    [InlineData("""{"model":{"modelFormat":{"name":"vLLM"}}}""", "vLLM")]
    public void The_models_format_is_also_an_annotation(string predictor, string format)
    {
        var written = Some.InferenceService(predictor);

        InferenceServiceDefaulting.Apply(written).Metadata.Annotations
            .Should().Equal(new Dictionary<string, string> { ["modelFormat"] = format });
        var annotated = written with { Metadata = new() { Annotations = new Dictionary<string, string> { ["modelFormat"] = "mine" } } };
        InferenceServiceDefaulting.Apply(annotated).Metadata.Annotations.Should().Equal(annotated.Metadata.Annotations);
    }

    [Fact]
    public void Fields_that_this_version_does_not_know_stay()
    {
        var json = JsonNode.Parse("""
            {"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","metadata":{"name":"a","later":1},
             "spec":{"later":1,"predictor":{"later":1,"storageUris":[{"uri":"gs://b/m","later":1}],
              "model":{"later":1,"modelFormat":{"name":"sklearn","later":1}}},"transformer":{"containers":[{"later":1}]}}}
            """)!;
        var written = JsonText.Read(json, ApiJsonContext.Default.InferenceService);
        var defaulted = InferenceServiceDefaulting.Apply(written, InferenceServiceDefaults.Shipped);

        var actual = JsonSerializer.SerializeToNode(defaulted, ApiJsonContext.Default.InferenceService)!;
        DefaultedMeaning.Undo(actual, json);
        JsonText.ShouldBe(actual, json);
    }

    private static void Unchanged(string predictor) => Defaulted(predictor, predictor);

    private static void Defaulted(string predictor, string expected)
    {
        var once = InferenceServiceDefaulting.Apply(Some.InferenceService(predictor), InferenceServiceDefaults.Shipped);
        var twice = InferenceServiceDefaulting.Apply(once, InferenceServiceDefaults.Shipped);

        foreach (var defaulted in new[] { once, twice })
        {
            JsonText.ShouldBe(Spec(defaulted), Spec(Some.InferenceService(expected))!);
        }
    }

    private static JsonNode? Spec(InferenceService inferenceService) =>
        JsonSerializer.SerializeToNode(inferenceService.Spec, ApiJsonContext.Default.InferenceServiceSpec);
}
