using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(RunningCluster.Name)]
public sealed class BadInputTests(RunningCluster cluster)
{
    private const string ForeignService =
        """
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: {name: my-model-predictor}
        spec:
          template:
            spec:
              containers: [{image: somebody/elses:1}]
        """;

    [Theory]
    [InlineData("{minReplicas: 1}", "InvalidSpec", "spec.predictor does not say what serves the model")]
    [InlineData(
        "{sklearn: {storageUri: gs://models/2}, xgboost: {storageUri: gs://models/2}}", "InvalidSpec", "keep one of sklearn, xgboost")]
    [InlineData(
        "{model: {modelFormat: {name: abacus}, storageUri: gs://models/2}}", "NoSupportingRuntime", "serves the model format abacus")]
    public async Task A_spec_that_cannot_be_carried_out_says_why_and_leaves_what_runs(string predictor, string reason, string message)
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        var before = await space.ReadServiceAsync();

        await space.ApplyAsync(predictor);

        (await space.FailsAsync("Ready", reason)).Message.Should().Contain(message);
        await space.HasEventAsync("Warning", reason, message);
        (await space.ReadServiceAsync()).ResourceVersion().Should().Be(before.ResourceVersion());
        TrafficText.Shares(await space.ReadAsync()).Should().Be("1=100");

        await space.ApplyAsync(Predictor.Model(2, "10"));
        await space.SettlesAsync("1=90 2=10");
    }

    [Fact]
    public async Task A_spec_that_cannot_be_carried_out_makes_nothing_until_it_is_fixed()
    {
        var space = await cluster.NamespaceAsync();

        await space.ApplyAsync("{}");

        await space.FailsAsync("Ready", "InvalidSpec");
        (await space.FindServiceAsync()).Should().BeNull();

        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
    }

    [Fact]
    public async Task A_Knative_Service_of_somebody_else_is_left_alone_until_it_is_deleted()
    {
        var space = await cluster.NamespaceAsync();
        var created = await space.TryKubectlAsync(ForeignService, "create", "-f", "-");
        created.ExitCode.Should().Be(0, created.Error);
        await space.KubectlAsync("wait", "--for=condition=Ready", "--timeout=30s", "ksvc", TestNamespace.Service);
        var before = await space.ReadServiceAsync();

        await space.ApplyAsync(Predictor.Model(1));

        (await space.FailsAsync("Ready", "ServiceNotOwned")).Message.Should().Contain("nobody's child").And.Contain("delete it");
        await space.HasEventAsync("Warning", "ServiceNotOwned", "is left alone");
        (await space.ReadServiceAsync()).ResourceVersion().Should().Be(before.ResourceVersion());

        await space.KubectlAsync("delete", "ksvc", TestNamespace.Service);
        await space.SettlesAsync("1=100");
    }
}
