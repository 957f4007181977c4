using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.Knative;

namespace CanaryOperator.Local.Cluster;

/// <summary>What a <see cref="LocalCluster"/> consists of.</summary>
internal sealed record LocalClusterOptions
{
    public ControlPlaneOptions ControlPlane { get; init; } = new();

    public KnativeEmulatorOptions Knative { get; init; } = new();

    /// <summary>Default: none. Revisions become ready without pods then, and nobody answers predictions.</summary>
    public ServingOptions? Serving { get; init; }

    /// <summary>Starts the operator too. Default: yes.</summary>
    public bool Operator { get; init; } = true;
}
