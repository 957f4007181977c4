using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;
using Xunit.Abstractions;

namespace CanaryOperator.Tests.Cluster;

[Collection(DisturbedCluster.Name)]
public sealed class ApiServerRestartTests(DisturbedCluster cluster, ITestOutputHelper output)
{
    [Fact]
    public async Task After_the_death_of_the_api_server_in_a_canary_the_operator_carries_on_by_itself_and_gives_no_wrong_share()
    {
        const string before = "applied-before", after = "applied-after";
        var space = await cluster.NamespaceAsync();

        // The API server may be away for longer than a leader may stay without its lease; then the kubelet would start the operator again,
        // which is not what this test is about.
        await using var process = await cluster.StartOperatorAsync(
            ClusterFixture.Operator,
            "--namespace",
            space.Name,
            "--leader-elect-lease-duration",
            "120",
            "--leader-elect-renew-deadline",
            "100");
        await using var history = new TrafficHistory(cluster.Client, space.Name);
        await BothAsync(model => space.ApplyAsync(Predictor.Model(1), model));
        await BothAsync(model => space.SettlesAsync("1=100", model));
        await BothAsync(model => space.ApplyAsync(Predictor.Model(2, "10"), model));
        await BothAsync(model => space.SettlesAsync("1=90 2=10", model));

        await space.ApplyAsync(Predictor.Model(3, "20"), before);
        await cluster.Cluster.ControlPlane.KillApiServerAsync(CancellationToken.None);
        await cluster.Cluster.ControlPlane.RestartApiServerAsync(CancellationToken.None);
        var returned = TimeProvider.System.GetTimestamp();
        await space.ApplyAsync(Predictor.Model(3, "20"), after);

        await Eventually.BecomesTrueAsync(
            async () => await HasNewTemplateAsync(before) && await HasNewTemplateAsync(after),
            "both new models are written within 10 s of the API server's return",
            TimeSpan.FromSeconds(10));
        output.WriteLine(
            $"Carried on {TimeProvider.System.GetElapsedTime(returned).TotalSeconds:0.0} s after the return of the API server.");
        await BothAsync(model => space.SettlesAsync("1=80 3=20", model));
        process.Exited.IsCompleted.Should().BeFalse("the operator carried on by itself");
        foreach (var model in new[] { before, after })
        {
            (await history.SharesAsync($"{model}-predictor")).Should().BeSubsetOf(
                ["1=100", "1=90 2=10", "1=90 3=10", "1=80 3=20"], "{0} was given no other shares", model);
            (await history.SplitsAsync($"{model}-predictor")).Should().Equal("latest=100", "latest=10 1=90", "latest=20 1=80");
        }

        // Model, canary, and then the new one.
        async Task<bool> HasNewTemplateAsync(string model) => (await space.ReadServiceAsync(model)).Generation() >= 3;

        static async Task BothAsync(Func<string, Task> action) => await Task.WhenAll(action(before), action(after));
    }
}
