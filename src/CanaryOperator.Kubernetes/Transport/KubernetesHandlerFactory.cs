using System.Net;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes;

/// <summary>Builds the chain of handlers between the client and one pool of connections to the API server.</summary>
internal static class KubernetesHandlerFactory
{
    internal static HttpMessageHandler Create(KubernetesClientConfiguration configuration, TimeProvider clock, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(loggers);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = configuration.DisableCompression ? DecompressionMethods.None : DecompressionMethods.GZip,
            UseCookies = false,
        };
    }
}
