using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>One port of plain HTTP for one purpose, such as metrics or health. Does nothing when its address is off.</summary>
/// <param name="name">For logs.</param>
public sealed class OperationsServer(string name, ListenAddress address, RequestDelegate handler, ILoggerFactory loggerFactory)
    : IHostedService, IDisposable
{
    private KestrelServer? _server;

    /// <summary>The port it listens on; null while it does not.</summary>
    public int? Port { get; private set; }

    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (address.IsOff)
        {
            return;
        }

        // Kestrel alone: a web host would bring signal handlers, configuration and environment variables of its own.
        var options = new KestrelServerOptions { AddServerHeader = false };
        address.Apply(options);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggerFactory);
        _server = new KestrelServer(Options.Create(options), transport, loggerFactory);
        await _server.StartAsync(new OperationsApplication(handler), cancellationToken);

        var bound = _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        Port = BindingAddress.Parse(bound).Port;
        Log.Listening(loggerFactory.CreateLogger<OperationsServer>(), name, bound);
    }

    /// <summary>Lets requests finish until cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Port = null;
        if (_server is not null)
        {
            await _server.StopAsync(cancellationToken);
        }
    }

    public void Dispose() => _server?.Dispose();
}
