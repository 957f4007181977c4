using System.Net;
using CanaryOperator.Local.Serving.ModelServers.Metrics;
using CanaryOperator.Local.Serving.ModelServers.Requests;
using CanaryOperator.Runtime.Metrics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>
/// A stand-in for the model server and the queue-proxy of one pod. Kestrel without a host around it: there is one per pod, and pods come
/// and go with every revision.
/// </summary>
internal sealed class ModelServer : IModelServer, IHttpApplication<HttpContext>
{
    /// <summary>In bytes.</summary>
    public const long LargestBody = 64 * 1024 * 1024;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _crash = new();
    private readonly ModelServerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly PredictorClient? _predictor;
    private readonly IRequestMetrics _metrics;
    private readonly ModelRequestHandler _requests;
    private readonly KestrelServer _kestrel;
    private ListenOptions _predictionsPort = null!;
    private ListenOptions _metricsPort = null!;

    private ModelServer(ModelServerOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        _options = options;
        _clock = clock;
        _logger = loggers.CreateLogger<ModelServer>();
        _predictor = PredictorOf(options);
        _metrics = options.Metrics == MetricsGeneration.OpenCensus ? new OpenCensusMetrics(options) : new OpenTelemetryMetrics(options);
        _requests = new ModelRequestHandler(options, _predictor, _metrics, clock);

        var kestrel = new KestrelServerOptions { AddServerHeader = false, Limits = { MaxRequestBodySize = LargestBody } };
        kestrel.Listen(IPAddress.Loopback, 0, port => _predictionsPort = Http1(port));
        kestrel.Listen(IPAddress.Loopback, 0, port => _metricsPort = Http1(port));
        var transport = new SocketTransportFactory(new OptionsWrapper<SocketTransportOptions>(new SocketTransportOptions()), loggers);
        _kestrel = new KestrelServer(new OptionsWrapper<KestrelServerOptions>(kestrel), transport, loggers);
    }

    public string Address => $"{_predictionsPort.IPEndPoint}";

    public string MetricsAddress => $"{_metricsPort.IPEndPoint}";

    public static async Task<ModelServer> StartAsync(
        ModelServerOptions options, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var server = new ModelServer(options, clock, loggers);
        try
        {
            await server._kestrel.StartAsync(server, cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        Log.Started(server._logger, options.Pod, server.Address, server.MetricsAddress);
        return server;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Log.Draining(_logger, _options.Pod);
        using var limit = new CancellationTokenSource(DrainLimit, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _crash.Token, cancellationToken);
        await _kestrel.StopAsync(end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _crash.CancelAsync();
        await _kestrel.StopAsync(_crash.Token);
        _kestrel.Dispose();
        _predictor?.Dispose();
    }

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context) =>
        context.Connection.LocalPort == _metricsPort.IPEndPoint!.Port ? WriteMetricsAsync(context) : _requests.HandleAsync(context);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private static PredictorClient? PredictorOf(ModelServerOptions options)
    {
        if (options.PredictorHost is not { } host)
        {
            return null;
        }

        var gateway = options.InsideGateway ?? throw new ArgumentException("A transformer needs InsideGateway.", nameof(options));
        return new PredictorClient(gateway, host);
    }

    private static ListenOptions Http1(ListenOptions port)
    {
        port.Protocols = HttpProtocols.Http1;
        return port;
    }

    private Task WriteMetricsAsync(HttpContext context)
    {
        if (context.Request.Path != "/metrics")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = PrometheusTextWriter.ContentType;
        return context.Response.WriteAsync(_metrics.Render(), context.RequestAborted);
    }
}
