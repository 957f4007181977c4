using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Which server certificates are accepted: chain and host name must both be right, unless the user gave up on both.</summary>
internal static class ServerTrust
{
    [SuppressMessage("Security", "CA5359", Justification = "The user asked for it: insecure-skip-tls-verify.")]
    public static void ApplyTo(SslClientAuthenticationOptions options, TrustedRoots roots, bool skipVerification)
    {
        if (skipVerification)
        {
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (roots.Certificates.Count > 0)
        {
            options.CertificateChainPolicy = Policy(roots);
            options.RemoteCertificateValidationCallback =
                (_, _, chain, errors) => errors == SslPolicyErrors.None || EndsAtTrusted(chain, errors, roots);
        }
    }

    private static X509ChainPolicy Policy(TrustedRoots roots)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(roots.Certificates);
        return policy;
    }

    /// <summary>
    /// .NET wants a chain to end at a self-signed certificate. Clusters whose authority is itself an intermediate give us just that one,
    /// and other clients take it for an end, too. Everything else about the chain, and the host name, must be in order.
    /// </summary>
    private static bool EndsAtTrusted(X509Chain? chain, SslPolicyErrors errors, TrustedRoots roots) =>
        errors == SslPolicyErrors.RemoteCertificateChainErrors
        && chain is { ChainElements.Count: > 0 }
        && chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.PartialChain)
        && roots.Certificates.Any(root => root.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));
}
