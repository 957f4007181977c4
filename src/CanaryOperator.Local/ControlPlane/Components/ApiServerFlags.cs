namespace CanaryOperator.Local.ControlPlane.Components;

/// <summary>Understood by Kubernetes 1.20 as well as by 1.36.</summary>
internal static class ApiServerFlags
{
    public static IReadOnlyList<string> For(ControlPlaneFolder folder, Uri etcd, int port, ControlPlaneOptions options) =>
    [
        $"--etcd-servers={etcd.GetLeftPart(UriPartial.Authority)}",
        "--bind-address=127.0.0.1",
        // Without this it looks for an address that others can reach, and a laptop on the train has none.
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        $"--secure-port={port}",
        $"--tls-cert-file={folder.Certificate}",
        $"--tls-private-key-file={folder.CertificateKey}",
        $"--cert-dir={folder.Path}",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--service-account-issuer=https://kubernetes.default.svc",
        $"--service-account-signing-key-file={folder.ServiceAccountKey}",
        $"--service-account-key-file={folder.ServiceAccountKey}",
        $"--token-auth-file={folder.Tokens}",
        "--authorization-mode=RBAC",
        "--allow-privileged=true",
        // It would refuse pods until their service account has a token, which nobody here makes.
        "--disable-admission-plugins=ServiceAccount",
        .. options.AuditLog ? [$"--audit-policy-file={folder.AuditPolicy}", $"--audit-log-path={folder.AuditLog}"] : Array.Empty<string>(),
        .. options.ApiServerFlags,
    ];
}
