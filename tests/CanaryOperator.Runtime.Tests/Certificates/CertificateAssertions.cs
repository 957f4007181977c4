using System.Security.Cryptography.X509Certificates;
using System.Text;
using CanaryOperator.Runtime.Certificates;

namespace CanaryOperator.Runtime.Tests.Certificates;

/// <summary>Judges certificates as an API server does.</summary>
internal static class CertificateAssertions
{
    public static void ShouldBeTrusted(this CertificateMaterial material, byte[] bundle, DateTimeOffset now) =>
        material.Leaf.ShouldBeTrusted(bundle, now);

    public static void ShouldBeTrusted(this X509Certificate2 certificate, byte[] bundle, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(Encoding.ASCII.GetString(bundle));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.Build(certificate).Should().BeTrue(
            $"{certificate.Subject} of {certificate.Issuer} is to be trusted at {now}: "
            + string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    /// <summary>What a new connection gets.</summary>
    public static async Task<X509Certificate2> ServedAsync(this ServingCertificate certificate) =>
        (await certificate.HandshakeOptions().OnConnection(null!)).ServerCertificateContext!.TargetCertificate;
}
