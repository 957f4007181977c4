using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CanaryOperator.Kubernetes.Tests.Transport;

/// <summary>A certificate authority made for one test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddDays(-10);
    private static readonly DateTimeOffset End = Start.AddDays(100);

    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name = "test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _certificate = Request(name, key, isAuthority: true).CreateSelfSigned(Start, End);
    }

    private TestAuthority(X509Certificate2 certificate) => _certificate = certificate;

    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>An intermediate authority.</summary>
    public TestAuthority IssueAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(Sign(Request(name, key, isAuthority: true), key, End.AddDays(-1)));
    }

    /// <param name="names">DNS names and IP addresses.</param>
    public X509Certificate2 IssueServer(params string[] names) => IssueServer(End.AddDays(-2), names);

    public X509Certificate2 IssueExpiredServer(params string[] names) => IssueServer(Start.AddDays(1), names);

    public (string Certificate, string Key) IssueClientPem(string userName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(Request(userName, key, isAuthority: false), key, End.AddDays(-2));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose() => _certificate.Dispose();

    private X509Certificate2 IssueServer(DateTimeOffset end, string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request("server", key, isAuthority: false);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        return Sign(request, key, end);
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, ECDsa key, DateTimeOffset end)
    {
        using var ourKey = _certificate.GetECDsaPrivateKey()!;
        using var signed = request.Create(
            _certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(ourKey), Start, end, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
