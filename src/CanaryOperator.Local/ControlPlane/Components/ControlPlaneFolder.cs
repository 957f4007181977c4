using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CanaryOperator.Local.ControlPlane.Components;

/// <summary>The files of one control plane.</summary>
internal sealed class ControlPlaneFolder(string path)
{
    private const string AuditPolicyText =
        """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules:
        - level: Metadata
        """;

    public string Path { get; } = path;

    public string EtcdData => At("etcd");

    public string Certificate => At("apiserver.crt");

    public string CertificateKey => At("apiserver.key");

    public string ServiceAccountKey => At("service-account.key");

    public string Tokens => At("tokens.csv");

    public string AuditPolicy => At("audit-policy.yaml");

    public string AuditLog => At("audit.log");

    public string Kubeconfig(ControlPlaneUser user) => At($"{Uri.EscapeDataString(user.Name)}.kubeconfig");

    /// <summary>What the API server must find at its start.</summary>
    public async Task WriteAsync(IReadOnlyList<UserToken> tokens, X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        await PrivateFile.WriteAsync(Certificate, certificate.ExportCertificatePem(), cancellationToken);
        using var key = certificate.GetECDsaPrivateKey()!;
        await PrivateFile.WriteAsync(CertificateKey, key.ExportECPrivateKeyPem(), cancellationToken);
        await PrivateFile.WriteAsync(Tokens, string.Join('\n', tokens.Select(token => token.ToCsv())), cancellationToken);
        await PrivateFile.WriteAsync(AuditPolicy, AuditPolicyText, cancellationToken);
        // The tokens of service accounts in a data directory stay valid as long as this key stays.
        if (!File.Exists(ServiceAccountKey))
        {
            using var rsa = RSA.Create(2048);
            await PrivateFile.WriteAsync(ServiceAccountKey, rsa.ExportRSAPrivateKeyPem(), cancellationToken);
        }
    }

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
