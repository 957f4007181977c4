using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>
/// One port, served by Kestrel alone: a web host would bring signal handlers, configuration and environment variables of its own.
/// </summary>
/// <param name="name">For logs.</param>
/// <param name="tls">Null for plain HTTP.</param>
internal sealed class KestrelPort(string name, ListenAddress address, TlsHandshakeCallbackOptions? tls, ILoggerFactory loggers)
    : IDisposable
{
    private KestrelServer? _server;

    /// <summary>The port it listens on; null while it does not.</summary>
    public int? Port { get; private set; }

    /// <summary>Does nothing when the address is off.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(RequestApplication application, CancellationToken cancellationToken)
    {
        if (address.IsOff)
        {
            return;
        }

        var options = new KestrelServerOptions { AddServerHeader = false };
        address.Apply(options, Secure);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        _server = new KestrelServer(Options.Create(options), transport, loggers);
        await _server.StartAsync(application, cancellationToken);

        var bound = _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        Port = BindingAddress.Parse(bound).Port;
        Log.Listening(loggers.CreateLogger<KestrelPort>(), name, bound);
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

    private void Secure(ListenOptions listen)
    {
        if (tls is null)
        {
            return;
        }

        // Kestrel's TLS asks for services of its own that nobody else can make: an application that never runs has them.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        listen.KestrelServerOptions.ApplicationServices = builder.Build().Services;
        listen.UseHttps(tls);
    }
}
