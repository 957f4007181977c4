namespace CanaryOperator.Kubernetes.Authentication.Exec;

internal sealed record ExecCredentialSpec
{
    /// <summary>False: the plugin gets no terminal.</summary>
    public bool Interactive { get; init; }

    public ExecCluster? Cluster { get; init; }
}
