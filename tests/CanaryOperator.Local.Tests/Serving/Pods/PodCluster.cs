namespace CanaryOperator.Local.Tests.Serving.Pods;

/// <summary>Tests that share one cluster.</summary>
[CollectionDefinition(nameof(PodCluster))]
public sealed class PodCluster : ICollectionFixture<PodClusterFixture>;
