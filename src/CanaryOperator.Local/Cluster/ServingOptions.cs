using CanaryOperator.Local.Serving;

namespace CanaryOperator.Local.Cluster;

/// <summary>What answers predictions in a <see cref="LocalCluster"/>.</summary>
internal sealed record ServingOptions
{
    /// <summary>Which generation of Knative's metrics the pods have.</summary>
    public MetricsGeneration Metrics { get; init; }

    /// <summary>The binary; null for a cluster without Prometheus.</summary>
    public string? Prometheus { get; init; }
}
