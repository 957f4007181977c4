using System.Collections.Frozen;
using CanaryOperator.Runtime.Certificates;
using CanaryOperator.Runtime.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>
/// Answers the API server's admission reviews over HTTPS, one handler per path. Until there is a certificate, connections fail.
/// Does nothing when its address is off.
/// </summary>
public sealed class WebhookServer : IHostedService, IDisposable
{
    private readonly FrozenDictionary<string, AdmissionEndpoint> _endpoints;
    private readonly KestrelPort _port;
    private readonly WebhookServerOptions _options;
    private readonly TimeProvider _clock;

    /// <param name="handlers">By path, such as <c>/validate-apps-v1-deployment</c>.</param>
    public WebhookServer(
        ListenAddress address,
        IReadOnlyDictionary<string, IAdmissionHandler> handlers,
        ServingCertificate certificate,
        WebhookServerOptions options,
        WebhookMetrics metrics,
        TimeProvider clock,
        ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<WebhookServer>();
        _endpoints = handlers.ToFrozenDictionary(
            handler => handler.Key,
            handler => new AdmissionEndpoint(handler.Key, handler.Value, metrics.Register(handler.Key), clock, logger),
            StringComparer.Ordinal);
        _port = new KestrelPort("webhooks", address, certificate.HandshakeOptions(), loggers);
        _options = options;
        _clock = clock;
    }

    /// <summary>The port it listens on; null while it does not.</summary>
    public int? Port => _port.Port;

    /// <exception cref="IOException">The port is taken.</exception>
    public Task StartAsync(CancellationToken cancellationToken) =>
        _port.StartAsync(new RequestApplication(HandleAsync, HttpMethods.Post), cancellationToken);

    /// <summary>Serves for a while longer, then lets requests finish until cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Port is not null)
        {
            // Cancelled, it only stops sooner.
            await Task.Delay(_options.StopDelay, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _port.StopAsync(cancellationToken);
    }

    public void Dispose() => _port.Dispose();

    private Task HandleAsync(HttpContext context)
    {
        if (_endpoints.TryGetValue(context.Request.Path.Value ?? "", out var endpoint))
        {
            return endpoint.HandleAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
