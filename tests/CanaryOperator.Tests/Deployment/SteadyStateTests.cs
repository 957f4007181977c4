using CanaryOperator.Tests.Cluster.Support;
using CanaryOperator.Tests.Deployment.Support;

namespace CanaryOperator.Tests.Deployment;

/// <summary>With all that the operator has: its webhooks, the outer route, a component besides the predictor.</summary>
[Collection(InstalledOperator.Name)]
public sealed class SteadyStateTests(InstalledOperator cluster)
{
    [HelmFact]
    public async Task A_step_of_a_transformer_is_one_write_of_its_Knative_Service_and_then_there_is_silence()
    {
        await cluster.WalkAsync();
        var space = await cluster.NamespaceAsync();
        await Detours.TransformAsync(space, version: 1, percent: 100, "1=100");
        await cluster.Audit.FallsSilentAsync(ChartCluster.Account, TimeSpan.FromSeconds(2));

        (await WritesAsync(space, version: 2, percent: 10, "1=90 2=10")).Should().Equal("my-model-transformer");
        (await WritesAsync(space, version: 2, percent: 100, "2=100")).Should().Equal("my-model-transformer");
        await cluster.Audit.FallsSilentAsync(ChartCluster.Account, TimeSpan.FromSeconds(5));
    }

    /// <returns>The objects that the operator wrote, besides statuses and events.</returns>
    private async Task<IReadOnlyList<string>> WritesAsync(TestNamespace space, int version, int percent, string shares)
    {
        var before = (await cluster.Audit.ReadAsync()).Count;
        await Detours.TransformAsync(space, version, percent, shares);
        await cluster.Audit.FallsSilentAsync(ChartCluster.Account, TimeSpan.FromSeconds(2));
        return
        [
            .. (await cluster.Audit.ReadAsync()).Skip(before)
                .Where(entry => entry.User == ChartCluster.Account
                    && entry is { IsWrite: true, IsLeaseWrite: false, IsStatusWrite: false, Resource: not "events.events.k8s.io" })
                .Select(entry => entry.Name),
        ];
    }
}
