using System.Text.Json.Nodes;
using CanaryOperator.Configuration;
using CanaryOperator.Rendering;
using CanaryOperator.Storage;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Storage;

public sealed class StorageInjectionTests
{
    private const string Source = "internal.serving.kserve.io/storage-initializer-sourceuri";

    private static readonly StorageCredentials Credentials = new(
        [new("AWS_ACCESS_KEY_ID", "id", "s3-keys"), new("S3_ENDPOINT", "minio:9000")],
        [new("user-gcp-sa", "google", "/var/secrets")]);

    [Theory]
    [InlineData(Source)]
    [InlineData("internal.serving.kubeflow.org/storage-initializer-sourceuri")]
    public void A_model_is_fetched_before_its_server_starts(string annotation)
    {
        var pod = Pod($$"""{"{{annotation}}":"gs://b/m"}""");

        Inject(pod)!["spec"].ShouldBeJson(
            """
            {
              "containers": [
                {"name": "queue-proxy"},
                {
                  "name": "kserve-container",
                  "securityContext": {"runAsUser": 7},
                  "volumeMounts": [{"name": "kserve-provision-location", "mountPath": "/mnt/models", "readOnly": true}]
                }
              ],
              "initContainers": [
                {
                  "name": "storage-initializer",
                  "image": "kserve/storage-initializer:latest",
                  "args": ["gs://b/m", "/mnt/models"],
                  "resources": {"requests": {"cpu": "100m", "memory": "100Mi"}, "limits": {"cpu": "1", "memory": "1Gi"}},
                  "terminationMessagePolicy": "FallbackToLogsOnError",
                  "volumeMounts": [{"name": "kserve-provision-location", "mountPath": "/mnt/models"}],
                  "securityContext": {"runAsUser": 7}
                }
              ],
              "volumes": [{"name": "kserve-provision-location", "emptyDir": {}}]
            }
            """);
    }

    [Theory]
    [InlineData("""{"other":"gs://b/m"}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Other_pods_are_left_alone(string annotations) =>
        StorageInjection.Inject(Pod(annotations), InferenceServiceConfig.Default, Credentials).Should().BeNull();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":[],"spec":"odd"}""")]
    [InlineData(
        """{"metadata":{"annotations":{"internal.serving.kserve.io/storage-initializer-sourceuri":"gs://b"}},"spec":{"containers":"odd"}}""")]
    [InlineData(
        """{"metadata":{"annotations":{"internal.serving.kserve.io/storage-initializer-sourceuri":"gs://b"}},"spec":{"containers":["odd"]}}""")]
    public void What_is_no_pod_is_left_to_the_API_server(string pod) =>
        StorageInjection.Inject(JsonNode.Parse(pod)!.AsObject(), InferenceServiceConfig.Default, Credentials).Should().BeNull();

    [Theory]
    [InlineData("gs://b/m")]
    [InlineData("pvc://claim/m")]
    public void A_second_call_changes_nothing_and_neither_changes_its_argument(string uri)
    {
        var pod = Pod($$"""{"{{Source}}":"{{uri}}","internal.serving.kserve.io/storage-spec-key":"k"}""");
        var before = pod.ToJsonString();

        var once = Inject(pod, Credentials, WithCertificates)!;

        StorageInjection.Inject(once, WithCertificates, Credentials).Should().BeNull();
        pod.ToJsonString().Should().Be(before);
    }

    [Fact]
    public void A_claim_of_a_revision_that_KServe_left_is_mounted()
    {
        var spec = Inject(Pod($$"""{"{{Source}}":"pvc://claim/m","storage.kserve.io/readonly":"false"}"""))!["spec"]!;

        spec["volumes"].ShouldBeJson("""[{"name":"kserve-pvc-source","persistentVolumeClaim":{"claimName":"claim"}}]""");
        spec["containers"]![1]!["volumeMounts"].ShouldBeJson("""[{"name":"kserve-pvc-source","mountPath":"/mnt/models","subPath":"m"}]""");
        spec["initContainers"].Should().BeNull();
    }

    [Theory]
    [InlineData("gs://b/m", """[{"name":"kserve-provision-location","mountPath":"/mnt/models","readOnly":true}]""")]
    [InlineData("pvc://claim/m", """[{"name":"kserve-pvc-source","mountPath":"/mnt/models","subPath":"m","readOnly":true}]""")]
    public void A_transformer_beside_the_server_finds_the_model_too(string uri, string mounts)
    {
        var pod = Pod($$"""{"{{Source}}":"{{uri}}"}""");
        pod["spec"]!["containers"]!.AsArray().Add(JsonNode.Parse("""{"name":"transformer-container"}"""));

        var containers = Inject(pod)!["spec"]!["containers"]!;

        containers[2]!["volumeMounts"].ShouldBeJson(mounts);
        containers[1]!["volumeMounts"].ShouldBeJson(mounts);
        containers[0]!["volumeMounts"].Should().BeNull();
    }

    [Fact]
    public void The_server_may_write_to_the_model_when_it_is_said() =>
        Inject(Pod($$"""{"{{Source}}":"gs://b/m","storage.kserve.io/readonly":"false"}"""))!["spec"]!["containers"]![1]!["volumeMounts"]
            .ShouldBeJson("""[{"name":"kserve-provision-location","mountPath":"/mnt/models"}]""");

    [Fact]
    public void A_model_that_cannot_be_had_is_refused() =>
        FluentActions.Invoking(() => Inject(Pod($$"""{"{{Source}}":"oci://m"}""")))
            .Should().Throw<RenderingException>().WithMessage($"The annotation {Source} (oci://m) is an image*");

    [Theory]
    [InlineData("""{"internal.serving.kserve.io/storage-initializer-sourceuri":"s3://b/m"}""", "[]")]
    [InlineData("{}", """[{"name":"storage-initializer","args":["s3://a","/mnt/models"]}]""")]
    public void Credentials_reach_what_fetches_wherever_it_comes_from(string annotations, string initContainers)
    {
        var pod = Pod(annotations);
        pod["spec"]!["initContainers"] = JsonNode.Parse(initContainers);

        var spec = Inject(pod, Credentials)!["spec"]!;

        var initializer = spec["initContainers"]![0]!;
        initializer["env"].ShouldBeJson(
            """
            [
              {"name": "AWS_ACCESS_KEY_ID", "valueFrom": {"secretKeyRef": {"name": "s3-keys", "key": "id"}}},
              {"name": "S3_ENDPOINT", "value": "minio:9000"}
            ]
            """);
        initializer["volumeMounts"]!.AsArray()[^1].ShouldBeJson("""{"name":"user-gcp-sa","mountPath":"/var/secrets","readOnly":true}""");
        spec["volumes"]!.AsArray()[^1].ShouldBeJson("""{"name":"user-gcp-sa","secret":{"secretName":"google"}}""");
        spec["containers"]![1]!["env"].Should().BeNull("only what fetches logs in");
    }

    [Fact]
    public void A_key_of_the_secret_of_stores_is_used_instead_of_the_service_account()
    {
        var pod = Pod(
            $$"""
            {
              "{{Source}}": "s3://b/m",
              "internal.serving.kserve.io/storage-spec-key": "minio",
              "internal.serving.kserve.io/storage-spec-param": "{\"type\":\"s3\"}"
            }
            """);

        Inject(pod, Credentials)!["spec"]!["initContainers"]![0]!["env"].ShouldBeJson(
            """
            [
              {"name": "STORAGE_CONFIG", "valueFrom": {"secretKeyRef": {"name": "storage-config", "key": "minio"}}},
              {"name": "STORAGE_OVERRIDE_CONFIG", "value": "{\"type\":\"s3\"}"}
            ]
            """);
    }

    [Fact]
    public void Certificates_are_mounted_when_they_are_configured()
    {
        var spec = Inject(Pod($$"""{"{{Source}}":"s3://b/m"}"""), StorageCredentials.None, WithCertificates)!["spec"]!;

        spec["volumes"]!.AsArray()[^1].ShouldBeJson("""{"name":"cabundle-cert","configMap":{"name":"authorities"}}""");
        var initializer = spec["initContainers"]![0]!;
        initializer["volumeMounts"]!.AsArray()[^1]
            .ShouldBeJson("""{"name":"cabundle-cert","mountPath":"/etc/ssl/custom-certs","readOnly":true}""");
        initializer["env"].ShouldBeJson(
            """
            [
              {"name": "CA_BUNDLE_CONFIGMAP_NAME", "value": "authorities"},
              {"name": "CA_BUNDLE_VOLUME_MOUNT_POINT", "value": "/etc/ssl/custom-certs"}
            ]
            """);
    }

    private static InferenceServiceConfig WithCertificates =>
        new() { StorageInitializer = new() { CaBundleConfigMapName = "authorities" } };

    private static JsonObject? Inject(JsonObject pod, StorageCredentials? credentials = null, InferenceServiceConfig? config = null) =>
        StorageInjection.Inject(pod, config ?? InferenceServiceConfig.Default, credentials ?? StorageCredentials.None);

    private static JsonObject Pod(string annotations) => JsonNode.Parse(
        $$"""
        {
          "metadata": {"annotations": {{annotations}} },
          "spec": {"containers": [{"name": "queue-proxy"}, {"name": "kserve-container", "securityContext": {"runAsUser": 7} }]}
        }
        """)!.AsObject();
}
