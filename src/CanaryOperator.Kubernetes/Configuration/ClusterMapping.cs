using CanaryOperator.Kubernetes.Configuration.KubeConfig;

namespace CanaryOperator.Kubernetes.Configuration;

internal static class ClusterMapping
{
    public static KubernetesClientConfiguration ToConfiguration(SourcedEntry<ClusterEntry> cluster)
    {
        var entry = cluster.Entry;
        return new KubernetesClientConfiguration
        {
            Host = Address(cluster, entry.Server, "server") ?? throw cluster.Error("server is missing; give the address of the API server"),
            TlsServerName = entry.TlsServerName.NullIfEmpty(),
            SkipTlsVerify = entry.InsecureSkipTlsVerify ?? false,
            CertificateAuthorityData = cluster.Decode(entry.CertificateAuthorityData, "certificate-authority-data"),
            CertificateAuthorityFile = cluster.FullPath(entry.CertificateAuthority),
            Proxy = Address(cluster, entry.ProxyUrl, "proxy-url"),
            DisableCompression = entry.DisableCompression ?? false,
        };
    }

    private static Uri? Address(SourcedEntry<ClusterEntry> cluster, string? text, string field)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // Not quoted in the error: it may hold a password.
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address
            : throw cluster.Error($"{field} is no address; write it like https://host:port");
    }
}
