using System.Net;
using System.Text;
using CanaryOperator.Local.Serving.Gateways.Forwarding;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CanaryOperator.Local.Serving.Gateways;

/// <summary>One port of the gateway, on loopback, for HTTP/1.1 and HTTP/2 without TLS. Kestrel alone: every layer costs latency.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private GatewayServer(KestrelServer server, Uri address) => (_server, Address) = (server, address);

    public Uri Address { get; }

    /// <param name="port">0 for any free one.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<GatewayServer> StartAsync(
        int port, RequestHandler handler, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };

        // How much and how fast is between the client and the pod.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.ResponseHeaderEncodingSelector = static _ => Encoding.UTF8;

        // HTTP/2 without TLS is taken for HTTP/2 with it, whose requests have another scheme.
        options.AllowAlternateSchemes = true;
        options.Listen(IPAddress.Loopback, port, listen => listen.Use(Http2Preface.Recognize));
        var transport = new SocketTransportFactory(new OptionsWrapper<SocketTransportOptions>(new()), loggers);
        var server = new KestrelServer(new OptionsWrapper<KestrelServerOptions>(options), transport, loggers);
        try
        {
            await server.StartAsync(new Application(handler), cancellationToken);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return new(server, new(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        // The cluster ends: nobody is left to answer what is still open.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private sealed class Application(RequestHandler handler) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handler.HandleAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
