using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CanaryOperator.Kubernetes.Authentication;

/// <summary>Makes a certificate and its key, as they stand in PEM files, usable for TLS.</summary>
public static class PemCertificate
{
    /// <param name="certificatePem">The certificate, then its intermediates, which are sent along.</param>
    /// <param name="keyPem">Its key, not encrypted.</param>
    /// <returns>
    /// To be left to the garbage collector, because a connection that is just opening may still use it after a rotation.
    /// </returns>
    /// <exception cref="CryptographicException">They are no certificate with its key.</exception>
    /// <exception cref="ArgumentException">The key is of another kind than the certificate's.</exception>
    public static SslStreamCertificateContext Load(string certificatePem, string keyPem)
    {
        var intermediates = new X509Certificate2Collection();
        intermediates.ImportFromPem(certificatePem);
        return SslStreamCertificateContext.Create(WithUsableKey(certificatePem, keyPem), intermediates, offline: true);
    }

    private static X509Certificate2 WithUsableKey(string certificatePem, string keyPem)
    {
        var certificate = X509Certificate2.CreateFromPem(certificatePem, keyPem);
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // Windows' TLS cannot use a key that lives in memory alone.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
