using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Tests.V1Beta1;

public sealed class InferenceServiceDefaultingTests
{
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
    [InlineData("""[{"image":"a"},{"name":"b"}]""", """[{"image":"a","name":"kserve-container"},{"name":"b"}]""")]
    public void The_container_that_must_be_the_server_is_called_so(string containers, string expected) =>
        Defaulted($$"""{"containers":{{containers}}}""", $$"""{"containers":{{expected}}}""");

    [Theory]
    [InlineData("""{"containers":[{"name":"helper"},{"name":"kserve-container"}]}""")]
    [InlineData("""{"containers":[{"image":"helper"},{"name":"kserve-container"}]}""")]
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

    private static void Unchanged(string predictor) => Defaulted(predictor, predictor);

    private static void Defaulted(string predictor, string expected)
    {
        var once = InferenceServiceDefaulting.Apply(Some.InferenceService(predictor));
        var twice = InferenceServiceDefaulting.Apply(once);

        foreach (var defaulted in new[] { once, twice })
        {
            JsonText.ShouldBe(
                JsonSerializer.SerializeToNode(defaulted, ApiJsonContext.Default.InferenceService),
                JsonSerializer.SerializeToNode(Some.InferenceService(expected), ApiJsonContext.Default.InferenceService)!);
        }
    }
}
