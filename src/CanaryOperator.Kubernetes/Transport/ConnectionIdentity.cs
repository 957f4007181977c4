using CanaryOperator.Kubernetes.Authentication;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>What a connection was opened with. Another one needs another connection.</summary>
internal sealed record ConnectionIdentity(TrustedRoots Roots, ClientCertificate? Certificate);
