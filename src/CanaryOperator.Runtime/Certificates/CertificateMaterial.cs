using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>
/// All that replicas share: a certificate to serve with, the authorities that vouch for such certificates, newest first, and the key of
/// the newest. Its certificates are left to the garbage collector.
/// </summary>
internal sealed class CertificateMaterial
{
    private const string LeafKey = "tls.crt";
    private const string LeafPrivateKey = "tls.key";
    private const string BundleKey = "ca.crt";
    private const string AuthorityPrivateKey = "ca.key";

    /// <param name="authority">The newest, with its key.</param>
    /// <param name="leaf">With its key.</param>
    /// <param name="olderAuthorities">Without keys: they issue nothing any more.</param>
    public CertificateMaterial(X509Certificate2 authority, X509Certificate2 leaf, IReadOnlyList<X509Certificate2> olderAuthorities)
    {
        Authority = authority;
        Leaf = leaf;
        OlderAuthorities = olderAuthorities;
        Bundle = Encoding.ASCII.GetBytes(
            string.Concat(olderAuthorities.Prepend(authority).Select(each => $"{each.ExportCertificatePem()}\n")));
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Leaf { get; }

    public IReadOnlyList<X509Certificate2> OlderAuthorities { get; }

    /// <summary>PEM of all authorities: what API servers are to trust.</summary>
    public byte[] Bundle { get; }

    public string LeafPem => Leaf.ExportCertificatePem();

    public string LeafKeyPem => KeyPem(Leaf);

    /// <returns>Null when it cannot be used, for whatever reason.</returns>
    public static CertificateMaterial? TryRead(IReadOnlyDictionary<string, byte[]>? secret)
    {
        if (secret is null || !secret.ContainsKey(BundleKey))
        {
            return null;
        }

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(Text(secret, BundleKey));
            return new CertificateMaterial(
                X509Certificate2.CreateFromPem(Text(secret, BundleKey), Text(secret, AuthorityPrivateKey)),
                X509Certificate2.CreateFromPem(Text(secret, LeafKey), Text(secret, LeafPrivateKey)),
                [.. authorities.Skip(1)]);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>As the data of a Secret of type <c>kubernetes.io/tls</c>.</summary>
    public IReadOnlyDictionary<string, byte[]> ToSecretData() => new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        [LeafKey] = Encoding.ASCII.GetBytes(LeafPem),
        [LeafPrivateKey] = Encoding.ASCII.GetBytes(LeafKeyPem),
        [BundleKey] = Bundle,
        [AuthorityPrivateKey] = Encoding.ASCII.GetBytes(KeyPem(Authority)),
    };

    private static string Text(IReadOnlyDictionary<string, byte[]> secret, string key) =>
        Encoding.ASCII.GetString(secret.GetValueOrDefault(key) ?? []);

    private static string KeyPem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new CryptographicException("The key is no ECDSA key.");
        return key.ExportPkcs8PrivateKeyPem();
    }
}
