using System.Net;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>The settings that connections to an API server need.</summary>
internal static class SocketsHandlerFactory
{
    public static SocketsHttpHandler Create(KubernetesClientConfiguration configuration, ConnectionIdentity identity)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = configuration.DisableCompression ? DecompressionMethods.None : DecompressionMethods.GZip,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),

            // So that a changed address or a newly balanced server is noticed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            // API servers limit the streams of one connection to 100-250, and each watch takes one for good.
            EnableMultipleHttp2Connections = true,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            RequestHeaderEncodingSelector = (name, _) => ImpersonationHeaders.IsOne(name) ? new RepeatedHeaderEncoding(name) : null,
            SslOptions = { ClientCertificateContext = identity.Certificate?.Context },
        };
        ServerTrust.ApplyTo(handler.SslOptions, identity.Roots, configuration.SkipTlsVerify);
        UseProxy(handler, configuration);
        return handler;
    }

    private static void UseProxy(SocketsHttpHandler handler, KubernetesClientConfiguration configuration)
    {
        if (configuration.Proxy is not { } address)
        {
            // The environment's proxy, which cannot lead back to this machine.
            handler.UseProxy = !configuration.Host.IsLoopback;
            return;
        }

        var login = address.UserInfo.Split(':', 2);
        handler.Proxy = new WebProxy(address)
        {
            Credentials = login[0].Length == 0
                ? null
                : new NetworkCredential(Uri.UnescapeDataString(login[0]), Uri.UnescapeDataString(login.ElementAtOrDefault(1) ?? "")),
        };
    }
}
