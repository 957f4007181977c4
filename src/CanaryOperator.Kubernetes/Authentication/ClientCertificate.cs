using System.Net.Security;
using System.Security.Cryptography;

namespace CanaryOperator.Kubernetes.Authentication;

/// <summary>A certificate with its key. Equal when read from the same text, so that re-reading an unchanged file changes nothing.</summary>
internal sealed class ClientCertificate : IEquatable<ClientCertificate>
{
    private readonly string _certificatePem;
    private readonly string _keyPem;

    private ClientCertificate(string certificatePem, string keyPem)
    {
        _certificatePem = certificatePem;
        _keyPem = keyPem;
        Context = PemCertificate.Load(certificatePem, keyPem);
    }

    /// <summary>
    /// For the handshake: always sent, with its intermediates, whatever issuers the server hints at. It is left to the garbage collector,
    /// because a connection that is just opening may still use it after a rotation.
    /// </summary>
    public SslStreamCertificateContext Context { get; }

    /// <param name="certificatePem">The certificate, then its intermediates.</param>
    /// <param name="keyPem">Its key, not encrypted.</param>
    /// <param name="origin">Where they come from, for the error.</param>
    /// <exception cref="KubeConfigException">They are no certificate with its key.</exception>
    public static ClientCertificate Load(string certificatePem, string keyPem, string origin)
    {
        try
        {
            return new ClientCertificate(certificatePem, keyPem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubeConfigException($"{origin}: not a PEM certificate with the unencrypted key that belongs to it ({e.Message})", e);
        }
    }

    public bool Equals(ClientCertificate? other) =>
        other is not null && _certificatePem == other._certificatePem && _keyPem == other._keyPem;

    public override bool Equals(object? obj) => Equals(obj as ClientCertificate);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_certificatePem);
}
