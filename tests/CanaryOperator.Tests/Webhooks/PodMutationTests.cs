using System.Net;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Webhooks;
using CanaryOperator.Tests.Support;
using CanaryOperator.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Tests.Webhooks;

public sealed class PodMutationTests
{
    /// <summary>What the template of a component with one model is given.</summary>
    private const string OneModel = """
        {
          "metadata": {"annotations": {"internal.serving.kserve.io/storage-initializer-sourceuri": "s3://b/m"} },
          "spec": {"serviceAccountName": "models", "containers": [{"name": "kserve-container"}]}
        }
        """;

    /// <summary>What the template of a component with <c>storageUris</c> is given.</summary>
    private const string SeveralModels = """
        {
          "spec": {
            "serviceAccountName": "models",
            "initContainers": [{"name": "storage-initializer", "args": ["s3://b/m", "/mnt/models/m", "s3://b/n", "/mnt/models/n"]}],
            "containers": [{"name": "kserve-container"}]
          }
        }
        """;

    private readonly FakeApiServer _server = new();

    public PodMutationTests()
    {
        _server.Put(WellKnownResources.ServiceAccounts, new() { Metadata = Named("models"), Secrets = [new() { Name = "store" }] });
        _server.Put(WellKnownResources.Secrets, new()
        {
            Metadata = Named("store"), Data = new Dictionary<string, byte[]> { ["HF_TOKEN"] = "secret"u8.ToArray() },
        });
    }

    [Theory]
    [InlineData(OneModel)]
    [InlineData(SeveralModels)]
    public async Task Whatever_fetches_models_logs_in_with_the_secrets_of_the_service_account(string pod)
    {
        var response = await HandleAsync(pod);

        response.PatchedObject.Should().NotBeNull();
        var initializer = Json.Node(response.PatchedObject!.Value)["spec"]!["initContainers"]!.AsArray().Should().ContainSingle().Subject!;
        initializer["env"].ShouldBeJson("""[{"name":"HF_TOKEN","valueFrom":{"secretKeyRef":{"name":"store","key":"HF_TOKEN"}}}]""");
    }

    [Fact]
    public async Task Nothing_is_read_for_a_pod_that_fetches_no_model()
    {
        var response = await HandleAsync("""{"spec":{"containers":[{"name":"kserve-container"}]}}""");

        response.IsAllowed.Should().BeTrue();
        response.PatchedObject.Should().BeNull();
        _server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(OneModel)]
    [InlineData(SeveralModels)]
    public async Task A_service_account_that_may_not_be_read_is_warned_of(string pod)
    {
        _server.Refuses = _ => new KubernetesException("forbidden", HttpStatusCode.Forbidden, new() { Reason = "Forbidden" }, null);

        var response = await HandleAsync(pod);

        response.IsAllowed.Should().BeTrue();
        response.Warnings.Should().ContainSingle().Which.Should().Contain("service account models may not be read");
    }

    private async Task<AdmissionResponse> HandleAsync(string pod)
    {
        var configuration = new ConfigurationSource(
            new("canary-operator", "inferenceservice-config"),
            new FakeInformer<V1ConfigMap>(),
            new RecordedEvents(),
            NullLogger<ConfigurationSource>.Instance);
        var request = new AdmissionRequest
        {
            Uid = "1", Kind = new("", "v1", "Pod"), Namespace = Some.Namespace, Operation = "CREATE", Object = Json.Element(pod),
        };
        return await new PodMutation(_server, configuration).HandleAsync(request, CancellationToken.None);
    }

    private static V1ObjectMeta Named(string name) => new() { Name = name, NamespaceProperty = Some.Namespace };
}
