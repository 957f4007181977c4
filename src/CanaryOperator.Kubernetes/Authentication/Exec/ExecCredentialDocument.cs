namespace CanaryOperator.Kubernetes.Authentication.Exec;

/// <summary>What client and plugin tell each other: the client fills <see cref="Spec"/>, the plugin <see cref="Status"/>.</summary>
internal sealed record ExecCredentialDocument
{
    public const string ExpectedKind = "ExecCredential";

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ExecCredentialSpec? Spec { get; init; }

    public ExecCredentialStatus? Status { get; init; }
}
