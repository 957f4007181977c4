using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(DisturbedCluster.Name)]
public sealed class TwoOperatorsTests(DisturbedCluster cluster)
{
    [Fact]
    public async Task Of_two_operators_one_leads_and_when_it_is_killed_the_other_carries_on_without_writing_a_split_twice()
    {
        var space = await cluster.NamespaceAsync();
        string[] arguments =
        [
            "--namespace", space.Name,
            "--leader-elect-lease-duration", "5", "--leader-elect-renew-deadline", "4", "--leader-elect-retry-period", "0.5",
        ];
        await using var first = await cluster.StartOperatorAsync(ClusterFixture.Operator, arguments);
        await using var second = await cluster.StartOperatorAsync(ClusterFixture.OtherOperator, arguments);

        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Predictor.Model(2, "10"));
        await space.SettlesAsync("1=90 2=10");
        var leader = (await WritersAsync(entry => entry.IsLeaseWrite)).Distinct().Should().ContainSingle("one leads").Subject;
        await (leader == ClusterFixture.Operator.Name ? first : second).KillAsync(CancellationToken.None);
        await space.ApplyAsync(Predictor.Model(2));
        await space.SettlesAsync("2=100");
        await space.ApplyAsync(Predictor.Model(2, "0"));
        await space.SettlesAsync("1=100 2=0");

        var heir = leader == ClusterFixture.Operator.Name ? ClusterFixture.OtherOperator.Name : ClusterFixture.Operator.Name;
        (await WritersAsync(entry => entry.IsServiceWrite)).Should().Equal([leader, leader, heir, heir], "each step is one write");
        (await WritersAsync(entry => entry.IsStatusWrite)).Distinct().Should().Equal(leader, heir);
        (await WritersAsync(entry => entry.IsLeaseWrite)).Distinct().Should().Equal(leader, heir);

        async Task<IEnumerable<string>> WritersAsync(Func<AuditEntry, bool> isWrite) =>
            (await cluster.Audit.ReadAsync()).Where(entry => entry.Namespace == space.Name && isWrite(entry)).Select(entry => entry.User);
    }
}
