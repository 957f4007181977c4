using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CanaryOperator.Kubernetes.Authentication;
using CanaryOperator.Runtime.Certificates;

namespace CanaryOperator.Runtime.Tests.Webhooks;

/// <summary>Certificates for 127.0.0.1, and clients that trust them.</summary>
internal static class TestCertificates
{
    public static CertificateMaterial New() => CertificatePlan.Next(null, ["127.0.0.1"], TimeProvider.System.GetUtcNow()).Wanted!;

    public static SslStreamCertificateContext Context(this CertificateMaterial material) =>
        PemCertificate.Load(material.LeafPem, material.LeafKeyPem);

    /// <summary>A client that trusts one bundle and nothing else, as an API server does.</summary>
    public static HttpClient Client(byte[] bundle)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(System.Text.Encoding.ASCII.GetString(bundle));
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(roots);
        return new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } });
    }
}
