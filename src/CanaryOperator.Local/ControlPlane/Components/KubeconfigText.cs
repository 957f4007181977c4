using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CanaryOperator.Local.ControlPlane.Components;

internal static class KubeconfigText
{
    public static string For(Uri server, X509Certificate2 certificate, UserToken token) =>
        $$"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: local
          cluster:
            server: {{server.GetLeftPart(UriPartial.Authority)}}
            certificate-authority-data: {{Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()))}}
        users:
        - name: user
          user:
            token: {{token.Token}}
        contexts:
        - name: local
          context:
            cluster: local
            user: user
        current-context: local

        """;
}
