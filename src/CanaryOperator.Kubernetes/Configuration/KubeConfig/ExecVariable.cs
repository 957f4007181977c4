namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

internal sealed record ExecVariable
{
    public string? Name { get; init; }

    public string? Value { get; init; }

    /// <summary>The value may be a secret.</summary>
    public override string ToString() => Name ?? "";
}
