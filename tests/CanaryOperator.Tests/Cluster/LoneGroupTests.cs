using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(DisturbedCluster.Name)]
public sealed class LoneGroupTests(DisturbedCluster cluster) : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>The other tests need both.</summary>
    public async Task DisposeAsync()
    {
        await cluster.KubectlAsync("apply", "--validate=false", "-f", "crds");
        await cluster.KubectlAsync("wait", "--for=condition=Established", "--timeout=30s", "-f", "crds");
        cluster.Cluster.Kubectl.ForgetDiscovery();
    }

    [Theory]
    [InlineData(WellKnown.KServeGroup)]
    [InlineData(WellKnown.KFServingGroup)]
    public async Task A_cluster_that_has_one_of_the_two_groups_is_served_and_isvc_means_that_one(string group)
    {
        var (resource, absent) = group == WellKnown.KServeGroup
            ? (InferenceServiceResources.KServe, InferenceServiceResources.KFServing)
            : (InferenceServiceResources.KFServing, InferenceServiceResources.KServe);
        await cluster.KubectlAsync("delete", "crd", absent.QualifiedName);
        cluster.Cluster.Kubectl.ForgetDiscovery();
        var space = await cluster.NamespaceAsync(resource);
        await using var process = await cluster.StartOperatorAsync(ClusterFixture.Operator, "--leader-elect=false");

        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Predictor.Model(2, "10"));
        await space.SettlesAsync("1=90 2=10");

        (await space.KubectlAsync("get", "isvc", "-o", "name")).Trim().Should().Be($"inferenceservice.{group}/{TestNamespace.Model}");
    }
}
