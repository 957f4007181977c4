namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

internal sealed record ExecEntry
{
    public string? ApiVersion { get; init; }

    public string? Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<ExecVariable>? Env { get; init; }

    public string? InstallHint { get; init; }

    public bool? ProvideClusterInfo { get; init; }

    public string? InteractiveMode { get; init; }

    /// <summary>The command alone: arguments and environment may hold secrets.</summary>
    public override string ToString() => Command ?? "";
}
