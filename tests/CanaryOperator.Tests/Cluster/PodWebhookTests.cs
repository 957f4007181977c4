using System.Text.Json.Nodes;
using CanaryOperator.Tests.Cluster.Support;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Cluster;

/// <summary>Pods as Knative makes them of a revision; nothing runs them here.</summary>
[Collection(WebhookCluster.Name)]
public sealed class PodWebhookTests(WebhookCluster cluster)
{
    private const string Source = "internal.serving.kserve.io/storage-initializer-sourceuri";

    [Fact]
    public async Task A_model_is_fetched_with_what_the_secrets_of_the_service_account_say()
    {
        var space = await cluster.NamespaceAsync();
        await CreateAsync(
            space,
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: store, annotations: {serving.kserve.io/s3-endpoint: "minio:9000", serving.kserve.io/s3-usehttps: "0"} }
            stringData:
              AWS_ACCESS_KEY_ID: somebody
              AWS_SECRET_ACCESS_KEY: very-secret
              https-host: example.com
              headers: '{"Authorization": "very-secret"}'
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: models}
            secrets: [{name: store}]
            """);

        await CreateAsync(space, Pod($"{Source}: s3://bucket/model", "models"));

        var spec = await ReadSpecAsync(space);
        var initializer = spec["initContainers"]!.AsArray().Should().ContainSingle().Subject!;
        ((string?)initializer["name"]).Should().Be("storage-initializer");
        initializer["args"].ShouldBeJson("""["s3://bucket/model","/mnt/models"]""");
        Variable(initializer, "AWS_ACCESS_KEY_ID")["valueFrom"]
            .ShouldBeJson("""{"secretKeyRef":{"name":"store","key":"AWS_ACCESS_KEY_ID"}}""");
        Variable(initializer, "AWS_SECRET_ACCESS_KEY")["valueFrom"]
            .ShouldBeJson("""{"secretKeyRef":{"name":"store","key":"AWS_SECRET_ACCESS_KEY"}}""");
        Variable(initializer, "example.com-headers")["valueFrom"].ShouldBeJson("""{"secretKeyRef":{"name":"store","key":"headers"}}""");
        ((string?)Variable(initializer, "AWS_ENDPOINT_URL")["value"]).Should().Be("http://minio:9000");
        spec.ToJsonString().Should().NotContain("very-secret");
        spec["containers"]![0]!["volumeMounts"].ShouldBeJson(
            """[{"mountPath":"/mnt/models","name":"kserve-provision-location","readOnly":true}]""");
    }

    [Fact]
    public async Task A_pod_whose_model_is_in_its_image_is_left_alone()
    {
        var space = await cluster.NamespaceAsync();

        await CreateAsync(space, Pod("other: s3://bucket/model"));

        var spec = await ReadSpecAsync(space);
        spec["initContainers"].Should().BeNull();
        spec["volumes"].Should().BeNull();
        spec["containers"]![0]!["volumeMounts"].Should().BeNull();
    }

    [Fact]
    public async Task A_model_that_cannot_be_fetched_is_refused()
    {
        var space = await cluster.NamespaceAsync();

        var result = await space.TryKubectlAsync(Pod($"{Source}: oci://registry/model"), "create", "-f", "-");

        result.ExitCode.Should().NotBe(0);
        result.Error.Should().Contain("denied the request").And.Contain($"The annotation {Source} (oci://registry/model) is an image");
    }

    private static string Pod(string annotation, string account = "default") =>
        $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: my-pod
          labels: {serving.kserve.io/inferenceservice: my-model}
          annotations: { {{annotation}} }
        spec:
          serviceAccountName: {{account}}
          automountServiceAccountToken: false
          containers: [{name: kserve-container, image: example.com/server:1}]
        """;

    private static async Task CreateAsync(TestNamespace space, string yaml)
    {
        var result = await space.TryKubectlAsync(yaml, "create", "-f", "-");
        result.ExitCode.Should().Be(0, result.Error);
    }

    private static async Task<JsonNode> ReadSpecAsync(TestNamespace space) =>
        JsonNode.Parse(await space.KubectlAsync("get", "pod", "my-pod", "-o", "json"))!["spec"]!;

    private static JsonNode Variable(JsonNode container, string name) =>
        container["env"]!.AsArray().Single(variable => (string?)variable!["name"] == name)!;
}
