using CanaryOperator.Kubernetes.Authentication;
using CanaryOperator.Kubernetes.Authentication.Exec;
using CanaryOperator.Kubernetes.Configuration;
using CanaryOperator.Kubernetes.Transport;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes;

/// <summary>Builds the chain of handlers between the client and one pool of connections to the API server.</summary>
internal static class KubernetesHandlerFactory
{
    /// <summary>
    /// A chain that fails only with <see cref="HttpRequestException"/> and cancellation, also when credentials cannot be had. It bounds the
    /// time to connect, and no other.
    /// </summary>
    /// <exception cref="KubeConfigException">The configuration cannot work.</exception>
    internal static HttpMessageHandler Create(KubernetesClientConfiguration configuration, TimeProvider clock, ILoggerFactory loggers)
    {
        ConfigurationRules.EnsureUsable(configuration, "The client configuration");
        var logger = loggers.CreateLogger("CanaryOperator.Kubernetes.Authentication");
        Func<CancellationToken, Task<Refreshed<Credential>>> readCredentials = configuration.Exec is { } exec
            ? new ExecCredentials(exec, configuration, clock, logger).ReadAsync
            : new ConfiguredCredentials(configuration, clock).ReadAsync;
        var credentials = new Refreshing<Credential>("credentials", readCredentials, clock, logger);
        var roots = new Refreshing<TrustedRoots>(
            "certificate authority", cancellationToken => ReadRootsAsync(configuration, clock, cancellationToken), clock, logger);
        return new StartingServerHandler(configuration.Host, clock)
        {
            InnerHandler = new RequestHeadersHandler(configuration)
            {
                InnerHandler = new AuthenticationHandler(credentials, logger)
                {
                    InnerHandler = new ConnectionHandler(roots, identity => SocketsHandlerFactory.Create(configuration, identity)),
                },
            },
        };
    }

    private static async Task<Refreshed<TrustedRoots>> ReadRootsAsync(
        KubernetesClientConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (configuration.CertificateAuthorityData is { } data)
        {
            return Refreshed<TrustedRoots>.Forever(new TrustedRoots(data, "The certificate authority"));
        }

        if (configuration.CertificateAuthorityFile is not { } file)
        {
            return Refreshed<TrustedRoots>.Forever(TrustedRoots.OfSystem);
        }

        var roots = new TrustedRoots(await ConfigurationFile.ReadAsync(file, cancellationToken), file);
        return new Refreshed<TrustedRoots>(roots, clock.GetUtcNow() + ConfigurationFile.RereadInterval, OutlivesFailure: true);
    }
}
