using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>One port of plain HTTP for one purpose, such as metrics or health. Does nothing when its address is off.</summary>
/// <param name="name">For logs.</param>
/// <param name="handler">Gets every GET and HEAD request.</param>
public sealed class OperationsServer(string name, ListenAddress address, RequestDelegate handler, ILoggerFactory loggerFactory)
    : IHostedService, IDisposable
{
    private readonly KestrelPort _port = new(name, address, null, loggerFactory);

    /// <summary>The port it listens on; null while it does not.</summary>
    public int? Port => _port.Port;

    /// <exception cref="IOException">The port is taken.</exception>
    public Task StartAsync(CancellationToken cancellationToken) =>
        _port.StartAsync(new RequestApplication(handler, HttpMethods.Get, HttpMethods.Head), cancellationToken);

    /// <summary>Lets requests finish until cancelled.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _port.StopAsync(cancellationToken);

    public void Dispose() => _port.Dispose();
}
