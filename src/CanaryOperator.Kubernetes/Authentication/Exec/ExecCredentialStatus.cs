namespace CanaryOperator.Kubernetes.Authentication.Exec;

internal sealed record ExecCredentialStatus
{
    public DateTimeOffset? ExpirationTimestamp { get; init; }

    public string? Token { get; init; }

    /// <summary>PEM; never without <see cref="ClientKeyData"/>.</summary>
    public string? ClientCertificateData { get; init; }

    /// <summary>PEM.</summary>
    public string? ClientKeyData { get; init; }

    /// <summary>Nothing: most of it is secret.</summary>
    public override string ToString() => nameof(ExecCredentialStatus);
}
