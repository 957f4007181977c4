using System.Net;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Adds what is the same for every request of a configuration, and prefers HTTP/2.</summary>
internal sealed class RequestHeadersHandler(KubernetesClientConfiguration configuration) : DelegatingHandler
{
    private readonly Version _version = configuration.Impersonation is { } impersonation && ImpersonationHeaders.NeedHttp11(impersonation)
        ? HttpVersion.Version11
        : HttpVersion.Version20;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = _version;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Headers.TryAddWithoutValidation("User-Agent", configuration.UserAgent);

        // Both the server name in the handshake and the check of its certificate follow this header.
        request.Headers.Host = configuration.TlsServerName;
        if (configuration.Impersonation is { } user)
        {
            ImpersonationHeaders.AddTo(request.Headers, user);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
