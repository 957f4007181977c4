namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>A cluster where tests kill operators and the API server. Each starts the operators that it needs.</summary>
[CollectionDefinition(Name)]
public sealed class DisturbedCluster : ClusterFixture, ICollectionFixture<DisturbedCluster>
{
    public const string Name = "disturbed cluster";
}
