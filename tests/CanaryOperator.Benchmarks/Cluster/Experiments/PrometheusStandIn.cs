using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CanaryOperator.Benchmarks.Cluster.Experiments;

/// <summary>Answers every query at once with the same number, so that what is measured is the operator; and counts.</summary>
internal sealed class PrometheusStandIn : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private static readonly byte[] Answer =
        """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1700000000,"42.5"]}]}}"""u8.ToArray();

    private readonly ConcurrentDictionary<long, int> _bySecond = new();
    private readonly KestrelServer _kestrel;
    private ListenOptions _port = null!;

    private PrometheusStandIn()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, 0, port => _port = port);
        var loggers = NullLoggerFactory.Instance;
        var transport = new SocketTransportFactory(new OptionsWrapper<SocketTransportOptions>(new SocketTransportOptions()), loggers);
        _kestrel = new KestrelServer(new OptionsWrapper<KestrelServerOptions>(options), transport, loggers);
    }

    public Uri Address => new($"http://{_port.IPEndPoint}/");

    public static async Task<PrometheusStandIn> StartAsync(CancellationToken cancellationToken)
    {
        var standIn = new PrometheusStandIn();
        await standIn._kestrel.StartAsync(standIn, cancellationToken);
        return standIn;
    }

    /// <summary>Queries of each second that had some, from <paramref name="start"/> on.</summary>
    public IReadOnlyList<int> BySecond(DateTimeOffset start) =>
        [.. _bySecond.Where(second => second.Key >= start.ToUnixTimeSeconds()).Select(second => second.Value)];

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _kestrel.StopAsync(now.Token);
        _kestrel.Dispose();
    }

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    async Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context)
    {
        _bySecond.AddOrUpdate(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 1, (_, count) => count + 1);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Answer.Length;
        await context.Response.Body.WriteAsync(Answer, context.RequestAborted);
    }

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
