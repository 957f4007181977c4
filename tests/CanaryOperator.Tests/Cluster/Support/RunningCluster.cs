using CanaryOperator.Local.Cluster;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>A cluster whose operator nobody disturbs; its tests share it.</summary>
[CollectionDefinition(Name)]
public sealed class RunningCluster : ClusterFixture, ICollectionFixture<RunningCluster>
{
    public const string Name = "running cluster";

    private OperatorProcess? _operator;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _operator = await StartOperatorAsync(Operator);
    }

    public override async Task DisposeAsync()
    {
        if (_operator is not null)
        {
            await _operator.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
