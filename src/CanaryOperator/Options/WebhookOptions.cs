using CanaryOperator.Runtime.Hosting;

namespace CanaryOperator.Options;

/// <summary>How admission webhooks are served, if they are.</summary>
internal sealed record WebhookOptions
{
    public ListenAddress Address { get; init; } = ListenAddress.Parse("0");

    /// <summary>The Service in front of them, in the operator's namespace.</summary>
    public string ServiceName { get; init; } = "canary-operator-webhook";

    /// <summary>A further DNS name or IP address by which they are reached; null for none.</summary>
    public string? Host { get; init; }

    /// <summary>Name of both webhook configurations, whose CA bundle is kept.</summary>
    public string ConfigurationName { get; init; } = "canary-operator";

    /// <summary>Secret, in the operator's namespace, with the certificate that the replicas share.</summary>
    public string CertificateSecret { get; init; } = "canary-operator-webhook";

    /// <summary>
    /// Folder with <c>tls.crt</c> and <c>tls.key</c> that somebody else keeps; null: the operator makes its certificates.
    /// </summary>
    public string? CertificateFolder { get; init; }
}
