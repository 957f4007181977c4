using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

internal sealed record ClusterEntry
{
    public string? Server { get; init; }

    [JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }

    [JsonPropertyName("insecure-skip-tls-verify")]
    public bool? InsecureSkipTlsVerify { get; init; }

    [JsonPropertyName("certificate-authority")]
    public string? CertificateAuthority { get; init; }

    [JsonPropertyName("certificate-authority-data")]
    public string? CertificateAuthorityData { get; init; }

    [JsonPropertyName("proxy-url")]
    public string? ProxyUrl { get; init; }

    [JsonPropertyName("disable-compression")]
    public bool? DisableCompression { get; init; }

    public IReadOnlyList<NamedExtension>? Extensions { get; init; }
}
