using System.Net;
using System.Text.Json.Nodes;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

public sealed class ModelProtocolTests : IAsyncLifetime
{
    private ServedPod _pod = null!;

    public async Task InitializeAsync() => _pod = await ServedPod.StartAsync();

    public async Task DisposeAsync() => await _pod.DisposeAsync();

    [Fact]
    public async Task A_prediction_has_the_shape_of_the_tutorial()
    {
        using var response = await _pod.PostAsync(
            "/v1/models/my-model:predict", """{"instances": [{"image_bytes": {"b64": "/9j/4AA"}, "key": "   1"}, [1.5, 2]]}""");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().Should().Be("application/json");
        ServedPod.RevisionOf(response).Should().Be("my-model-predictor-00001");
        var body = await ServedPod.BodyOf(response);
        ((string)body["revision"]!).Should().Be("my-model-predictor-00001");
        ((string)body["note"]!).Should().Contain("stand-in");
        var predictions = body["predictions"]!.AsArray();
        predictions.Should().HaveCount(2);
        predictions[0]!.AsObject().Select(field => field.Key).Should().Equal("prediction", "key", "scores");
        ((string)predictions[0]!["key"]!).Should().Be("   1");
        predictions[1]!["key"].Should().BeNull("only the sender's keys come back");
        var scores = predictions[0]!["scores"]!.AsArray().Select(score => (double)score!).ToList();
        scores.Should().HaveCount(6).And.OnlyContain(score => score > 0);
        scores.Sum().Should().BeApproximately(1, 1e-6);
        scores[(int)predictions[0]!["prediction"]!].Should().Be(scores.Max());
    }

    [Fact]
    public async Task Scores_depend_on_revision_and_instance_and_on_nothing_else()
    {
        await using var canary = await ServedPod.StartAsync(
            ServedPod.Options with { Revision = "my-model-predictor-00002" }, TimeProvider.System);
        await using var samePod = await ServedPod.StartAsync(ServedPod.Options with { Pod = "another" }, TimeProvider.System);

        var scores = await ScoresAsync(_pod, """{"a": 1}""");

        (await ScoresAsync(_pod, """{ "a" : 1 }""")).Should().Be(scores);
        (await ScoresAsync(samePod, """{"a": 1}""")).Should().Be(scores);
        (await ScoresAsync(_pod, """{"a": 2}""")).Should().NotBe(scores);
        (await ScoresAsync(canary, """{"a": 1}""")).Should().NotBe(scores);
    }

    [Fact]
    public async Task Explanations_come_in_the_shape_of_predictions()
    {
        using var response = await _pod.PostAsync("/v1/models/my-model:explain", """{"instances": [null]}""");

        (await ServedPod.BodyOf(response))["explanations"]!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData("[6.8, 2.8, 6.0, 3.4]")]
    [InlineData("[[6.8, 2.8], [6.0, 3.4]]")]
    public async Task An_inference_has_an_output_for_each_row(string data)
    {
        using var response = await _pod.PostAsync(
            "/v2/models/my-model/infer",
            $$"""{"id": "7", "inputs": [{"name": "input-0", "shape": [2, 2], "datatype": "FP32", "data": {{data}}}]}""");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var body = await ServedPod.BodyOf(response);
        ((string)body["model_name"]!).Should().Be("my-model");
        ((string)body["id"]!).Should().Be("7");
        ((string)body["parameters"]!["revision"]!).Should().Be("my-model-predictor-00001");
        ((string)body["parameters"]!["note"]!).Should().Contain("stand-in");
        Shapes(body).Should().Equal("prediction INT64 [2] 2", "scores FP64 [2,6] 12");
    }

    [Theory]
    [InlineData("/", """{"status":"alive"}""")]
    [InlineData("/v1/models", """{"models":["my-model"]}""")]
    [InlineData("/v1/models/my-model", """{"name":"my-model","ready":true}""")]
    [InlineData("/v2", """{"name":"stand-in","version":"my-model-predictor-00001","extensions":[]}""")]
    [InlineData("/v2/health/live", """{"live":true}""")]
    [InlineData("/v2/health/ready", """{"ready":true}""")]
    [InlineData("/v2/models/my-model/ready", """{"name":"my-model","ready":true}""")]
    public async Task Health_and_metadata_are_told(string path, string expected)
    {
        using var response = await _pod.Client.GetAsync(path);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        ServedPod.RevisionOf(response).Should().Be("my-model-predictor-00001");
        (await ServedPod.BodyOf(response)).ToJsonString().Should().Be(expected);
    }

    [Fact]
    public async Task Metadata_of_the_model_name_what_an_inference_gives()
    {
        using var response = await _pod.Client.GetAsync("/v2/models/my-model");

        var body = await ServedPod.BodyOf(response);
        ((string)body["versions"]![0]!).Should().Be("my-model-predictor-00001");
        body["outputs"]!.AsArray().Select(output => (string)output!["name"]!).Should().Equal("prediction", "scores");
    }

    [Theory]
    [InlineData("/v1/models/my-model:predict", "{", "the body is no JSON: ")]
    [InlineData("/v1/models/my-model:predict", "", "the body is no JSON: ")]
    [InlineData("/v1/models/my-model:predict", """{"instances": [{"a": 1, "a": 2}]}""", "the body is no JSON: ")]
    [InlineData("/v1/models/my-model:predict", "[1]", """the body is no JSON object: send {"instances": [...]}""")]
    [InlineData("/v1/models/my-model:predict", "null", """the body is no JSON object: send {"instances": [...]}""")]
    [InlineData("/v1/models/my-model:predict", "{}", """the body has no list of instances: send {"instances": [...]}""")]
    [InlineData("/v1/models/my-model:explain", """{"instances": 1}""", "the body has no list of instances: send")]
    [InlineData("/v2/models/my-model/infer", "{}", """the body has no list of inputs: send {"inputs": [{"name": "input-0",""")]
    [InlineData("/v2/models/my-model/infer", """{"inputs": [1]}""", "the body has no list of inputs")]
    [InlineData("/v2/models/my-model/infer", """{"inputs": [{}]}""", "inputs[0].shape does not begin with how many rows there are")]
    [InlineData("/v2/models/my-model/infer", """{"inputs": [{"shape": [0]}]}""", "inputs[0].shape does not begin")]
    [InlineData("/v2/models/my-model/infer", """{"inputs": [{"shape": [1.5]}]}""", "inputs[0].shape does not begin")]
    [InlineData(
        "/v2/models/my-model/infer",
        """{"inputs": [{"shape": [2, 2], "data": [1, 2, 3]}]}""",
        "inputs[0].data cannot be divided into the 2 rows")]
    public async Task A_wrong_body_is_refused_with_what_is_expected(string path, string body, string error)
    {
        using var response = await _pod.PostAsync(path, body);

        (await ServedPod.ErrorOf(response, HttpStatusCode.BadRequest)).Should().StartWith(error).And.Contain("end {");
    }

    [Fact]
    public async Task Errors_are_readable_in_a_terminal()
    {
        using var response = await _pod.PostAsync("/v1/models/my-model:predict", "{}");

        (await response.Content.ReadAsStringAsync()).Should()
            .Be("""{"error":"the body has no list of instances: send {\"instances\": [...]}"}""" + "\n");
    }

    [Theory]
    [InlineData("POST", "/v1/models/other:predict", "model 'other' is not here: my-model-predictor-00001 serves 'my-model'")]
    [InlineData("GET", "/v1/models/other", "model 'other' is not here")]
    [InlineData("POST", "/v2/models/other/infer", "model 'other' is not here")]
    [InlineData("GET", "/v2/models/other/ready", "model 'other' is not here")]
    [InlineData(
        "POST",
        "/v1/models/my-model:classify",
        "nothing is at /v1/models/my-model:classify: send predictions to /v1/models/my-model:predict or /v2/models/my-model/infer")]
    [InlineData("GET", "/metrics", "nothing is at /metrics")]
    public async Task What_is_not_there_is_told(string method, string path, string error)
    {
        using var response = await _pod.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        (await ServedPod.ErrorOf(response, HttpStatusCode.NotFound)).Should().StartWith(error);
        ServedPod.RevisionOf(response).Should().Be("my-model-predictor-00001");
    }

    [Theory]
    [InlineData("GET", "/v1/models/my-model:predict", "POST")]
    [InlineData("PUT", "/v2/models/my-model/infer", "POST")]
    [InlineData("POST", "/v1/models/my-model", "GET, HEAD")]
    [InlineData("DELETE", "/", "GET, HEAD")]
    public async Task A_wrong_method_is_refused_with_the_right_one(string method, string path, string allowed)
    {
        using var response = await _pod.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        (await ServedPod.ErrorOf(response, HttpStatusCode.MethodNotAllowed)).Should().Contain($"use {allowed.Split(',')[0]}");
        response.Content.Headers.Allow.Should().Equal(allowed.Split(", "));
    }

    private static async Task<string> ScoresAsync(ServedPod pod, string instance)
    {
        using var response = await pod.PostAsync("/v1/models/my-model:predict", $$"""{"instances": [{{instance}}]}""");
        return (await ServedPod.BodyOf(response))["predictions"]![0]!["scores"]!.ToJsonString();
    }

    private static IEnumerable<string> Shapes(JsonObject body) => body["outputs"]!.AsArray().Select(
        output => $"{output!["name"]} {output["datatype"]} {output["shape"]!.ToJsonString()} {output["data"]!.AsArray().Count}");
}
