using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Storage;

/// <summary>What of a model's storage is in the template.</summary>
public sealed class ModelStorageTests
{
    private const string Source = "internal.serving.kserve.io/storage-initializer-sourceuri";

    [Theory]
    [InlineData("gs://bucket/m")]
    [InlineData("s3://bucket/m")]
    [InlineData("hf://org/m")]
    [InlineData("https://example.com/m.tar.gz")]
    [InlineData("http://example.com/m")]
    [InlineData("hdfs://host/m")]
    [InlineData("webhdfs://host/m")]
    [InlineData("file:///m")]
    [InlineData("/local/m")]
    public void A_model_that_is_fetched_is_left_to_the_pod_webhook(string uri)
    {
        var template = Model($$"""{"storageUri":"{{uri}}"}""");

        Annotation(template, Source).Should().Be(uri);
        template["spec"]!["volumes"].Should().BeNull();
    }

    [Fact]
    public void The_annotation_is_of_the_objects_group() => Annotation(
            Some.Template(Some.Rendered(Some.Flowers(group: WellKnown.KFServingGroup), Some.RuntimeFor("tensorflow"))),
            "internal.serving.kubeflow.org/storage-initializer-sourceuri")
        .Should().Be("gs://models/flowers-1");

    [Theory]
    [InlineData("pvc://claim/a/b", "true", ""","subPath":"a/b","readOnly":true""", ""","readOnly":true""")]
    [InlineData("pvc://claim/a/", "true", ""","subPath":"a","readOnly":true""", ""","readOnly":true""")]
    [InlineData("pvc://claim", "true", ""","readOnly":true""", ""","readOnly":true""")]
    [InlineData("pvc://claim/a", "false", ""","subPath":"a" """, "")]
    public void A_claim_is_mounted(string uri, string readOnly, string mount, string volume)
    {
        var template = Model($$"""{"storageUri":"{{uri}}"}""", $$"""{"storage.kserve.io/readonly":"{{readOnly}}"}""");

        template["spec"]!["volumes"].ShouldBeJson(
            $$"""[{"name":"kserve-pvc-source","persistentVolumeClaim":{"claimName":"claim"{{volume}} } }]""");
        Server(template)["volumeMounts"].ShouldBeJson($$"""[{"name":"kserve-pvc-source","mountPath":"/mnt/models"{{mount}} }]""");
        Annotation(template, Source).Should().BeNull();
    }

    [Theory]
    [InlineData("\"storageUri\":\"pvc://claim\"", "")]
    [InlineData("", "\"storageUris\":[{\"uri\":\"gs://a\"},{\"uri\":\"pvc://claim\",\"mountPath\":\"/mnt/more\"}],")]
    public void A_transformer_beside_the_server_finds_the_models_too(string model, string predictor)
    {
        var containers = """[{"name":"transformer-container","image":"t"},{"name":"other","image":"o"}]""";
        var separator = model.Length > 0 ? "," : "";
        var template = Some.Template(Some.Rendered(
            Some.InferenceService(
                $$$"""{ {{{predictor}}}"model":{"modelFormat":{"name":"x"}{{{separator}}}{{{model}}}},"containers":{{{containers}}} }"""),
            Some.RuntimeFor("x")));

        var rendered = template["spec"]!["containers"]!.AsArray();
        rendered[1]!["volumeMounts"].ShouldBeJson(rendered[0]!["volumeMounts"]!.ToJsonString());
        rendered[2]!["volumeMounts"].Should().BeNull();
    }

    [Theory]
    [InlineData("oci://registry/m:1", "spec.predictor.model.storageUri (oci://registry/m:1) is an image*not supported*")]
    [InlineData("oci+native://registry/m:1", "*is an image*not supported*")]
    [InlineData(
        "ftp://host/m", "spec.predictor.model.storageUri (ftp://host/m) has the unknown scheme ftp; it may be pvc://claim/path*gs://*")]
    [InlineData("pvc://", "*must be pvc://claim/path*")]
    [InlineData("pvc://claim/../other", "*without '..'*")]
    public void What_no_model_can_be_had_from_is_refused(string uri, string message) =>
        FluentActions.Invoking(() => Model($$"""{"storageUri":"{{uri}}"}""")).Should().Throw<RenderingException>().WithMessage(message);

    [Fact]
    public void A_custom_server_finds_its_model_by_the_variable_that_says_where_it_is()
    {
        var template = Custom(
            """{"containers":[{"image":"x","env":[{"name":"STORAGE_URI","value":"gs://m"},{"name":"A","value":"1"}]}]}""");

        Annotation(template, Source).Should().Be("gs://m");
        Server(template)["env"].ShouldBeJson(
            """
            [
              {"name":"STORAGE_URI","value":"/mnt/models"},{"name":"A","value":"1"},
              {"name":"INFERENCE_SERVICE_NAME","value":"my-model"}
            ]
            """);
    }

    [Theory]
    [InlineData("""{"containers":[{"image":"x","env":[{"name":"STORAGE_URI","valueFrom":{"configMapKeyRef":{"name":"a","key":"b"}}}]}]}""")]
    [InlineData("""{"containers":[{"image":"x","env":[{"name":"STORAGE_URI","value":""}]}]}""")]
    [InlineData("""{"containers":[{"image":"x","env":"odd"}]}""")]
    public void A_variable_that_does_not_say_it_is_left_alone(string predictor) =>
        Annotation(Custom(predictor), Source).Should().BeNull();

    [Fact]
    public void Several_sources_are_fetched_into_one_volume()
    {
        var template = Model(
            "{}",
            storageUris: """
            [
              {"uri":"gs://a","mountPath":"/mnt/models/a"},
              {"uri":"s3://b","mountPath":"/mnt/models/b/"},
              {"uri":"pvc://claim/c","mountPath":"/mnt/lora"}
            ]
            """);

        var initializer = template["spec"]!["initContainers"]!.AsArray().Should().ContainSingle().Subject!;
        initializer.ShouldBeJson(
            """
            {
              "name": "storage-initializer",
              "image": "kserve/storage-initializer:latest",
              "args": ["gs://a", "/mnt/models/a", "s3://b", "/mnt/models/b"],
              "resources": {"requests": {"cpu": "100m", "memory": "100Mi"}, "limits": {"cpu": "1", "memory": "1Gi"}},
              "terminationMessagePolicy": "FallbackToLogsOnError",
              "volumeMounts": [{"name": "kserve-provision-location", "mountPath": "/mnt/models"}]
            }
            """);
        template["spec"]!["volumes"].ShouldBeJson(
            """
            [
              {"name": "kserve-provision-location", "emptyDir": {}},
              {"name": "kserve-pvc-source", "persistentVolumeClaim": {"claimName": "claim", "readOnly": true}}
            ]
            """);
        Server(template)["volumeMounts"].ShouldBeJson(
            """
            [
              {"name": "kserve-provision-location", "mountPath": "/mnt/models", "readOnly": true},
              {"name": "kserve-pvc-source", "mountPath": "/mnt/lora", "subPath": "c", "readOnly": true}
            ]
            """);
        Annotation(template, Source).Should().BeNull();
    }

    [Theory]
    [InlineData("""[{"uri":"gs://a"}]""", "/mnt/models")]
    [InlineData("""[{"uri":"gs://a","mountPath":"/srv"}]""", "/srv")]
    [InlineData("""[{"uri":"gs://a"},{"uri":"gs://b","mountPath":"/mnt/models/b"}]""", "/mnt/models")]
    [InlineData("""[{"uri":"gs://a","mountPath":"/mnt/models-a"},{"uri":"gs://b","mountPath":"/mnt/models-b"}]""", "/mnt")]
    public void Their_volume_is_the_folder_that_they_have_in_common(string storageUris, string expected) =>
        ((string?)Server(Model("{}", storageUris: storageUris))["volumeMounts"]![0]!["mountPath"]).Should().Be(expected);

    [Theory]
    [InlineData(
        """[{"uri":"gs://a","mountPath":"/a"},{"uri":"gs://b","mountPath":"/b"}]""",
        "spec.predictor.storageUris (/a, /b) must have a folder in common*")]
    [InlineData("""[{"uri":"ftp://a"}]""", "spec.predictor.storageUris[0].uri (ftp://a) has the unknown scheme*")]
    [InlineData("""[{"uri":"gs://a"},{}]""", "spec.predictor.storageUris[1].uri is empty*")]
    public void Sources_that_do_not_fit_are_refused(string storageUris, string message) =>
        FluentActions.Invoking(() => Model("{}", storageUris: storageUris)).Should().Throw<RenderingException>().WithMessage(message);

    [Theory]
    [InlineData("""{"key":"minio","path":"m/1","parameters":{"type":"s3","bucket":"b"}}""", "s3://b/m/1", "minio")]
    [InlineData("""{"path":"/b/m","parameters":{"type":"s3"}}""", "s3://b/m", "default_s3")]
    [InlineData("""{"key":"hadoop","path":"m","parameters":{"type":"hdfs"}}""", "hdfs://m", "hadoop")]
    public void A_store_is_named_by_its_key(string storage, string uri, string key)
    {
        var template = Model($$"""{"storage":{{storage}} }""");

        Annotation(template, Source).Should().Be(uri);
        Annotation(template, "internal.serving.kserve.io/storage-spec-key").Should().Be(key);
        JsonNode.Parse(Annotation(template, "internal.serving.kserve.io/storage-spec-param")!)
            .ShouldBeJson(JsonNode.Parse(storage)!["parameters"]!.ToJsonString());
    }

    [Fact]
    public void A_key_also_opens_a_store_that_is_named_by_a_URI()
    {
        var template = Model("""{"storageUri":"s3://b/m","storage":{"key":"minio"}}""");

        Annotation(template, Source).Should().Be("s3://b/m");
        Annotation(template, "internal.serving.kserve.io/storage-spec-key").Should().Be("minio");
    }

    [Theory]
    [InlineData("""{"key":"minio","path":"m"}""", "spec.predictor.model.storage.parameters.type (absent) must be s3, hdfs, webhdfs*")]
    [InlineData("""{"key":"minio","path":"m","parameters":{"type":"ftp"}}""", "*type (ftp) must be*")]
    [InlineData("""{"key":"minio","parameters":{"type":"s3"}}""", "spec.predictor.model.storage.path is missing*")]
    public void A_store_that_is_not_said_completely_is_refused(string storage, string message) =>
        FluentActions.Invoking(() => Model($$"""{"storage":{{storage}} }""")).Should().Throw<RenderingException>().WithMessage(message);

    /// <param name="model">JSON of the model, without its format.</param>
    private static JsonNode Model(string model, string annotations = "{}", string storageUris = "null")
    {
        var spec = JsonNode.Parse(model)!.AsObject();
        spec["modelFormat"] = new JsonObject { ["name"] = "x" };
        var predictor = $$"""{"model":{{spec.ToJsonString()}},"annotations":{{annotations}},"storageUris":{{storageUris}} }""";
        return Some.Template(Some.Rendered(Some.InferenceService(predictor), Some.RuntimeFor("x")));
    }

    private static JsonNode Custom(string predictor) => Some.Template(Some.Rendered(Some.InferenceService(predictor)));

    private static JsonObject Server(JsonNode template) => template["spec"]!["containers"]![0]!.AsObject();

    private static string? Annotation(JsonNode template, string key) => (string?)template["metadata"]!["annotations"]![key];
}
