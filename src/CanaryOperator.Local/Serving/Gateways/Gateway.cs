using System.Diagnostics.Metrics;
using CanaryOperator.Api.Istio;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Gateways.Forwarding;
using CanaryOperator.Local.Serving.Gateways.Routing;
using CanaryOperator.Runtime.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.Gateways;

/// <summary>
/// The way of predictions into a cluster that has no network: Istio's and Knative's gateways and the activator in one, on two loopback
/// ports. It follows VirtualServices, Routes and Pods. Runs until disposed.
/// </summary>
internal sealed class Gateway : IAsyncDisposable
{
    private static readonly TimeSpan SyncCheck = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Meter _meter = new("CanaryOperator.Local.Gateway");
    private readonly PodClient _pods = new();
    private readonly List<GatewayServer> _servers = [];
    private readonly ICache[] _caches;
    private readonly Task _following;

    private Gateway(IKubernetesClient client, ClusterView view, TimeProvider clock, Random random, ILoggerFactory loggers)
    {
        var informers = new ControllerFactory(client, clock, random, _meter, loggers);
        var virtualServices = informers.Informer(IstioResources.VirtualServices);
        var routes = informers.Informer(KnativeResources.Routes);
        var pods = informers.Informer(WellKnownResources.Pods);
        view.Follow(virtualServices, routes, pods);
        _caches = [virtualServices, routes, pods];
        _following = Task.WhenAll(_caches.Select(cache => cache.RunAsync(_stop.Token)));
    }

    /// <summary>For users, who name the service they mean by the <c>Host</c> header.</summary>
    public Uri Outside => _servers[(int)GatewaySide.Outside].Address;

    /// <summary>For pods, which use the names of the cluster.</summary>
    public Uri Inside => _servers[(int)GatewaySide.Inside].Address;

    /// <summary>Returns once requests are answered as the cluster is at the moment.</summary>
    /// <param name="client">May list and watch VirtualServices, Routes and Pods.</param>
    /// <param name="demand">Told which revisions are asked for, and which must be woken.</param>
    /// <param name="random">Draws revisions by their shares; seeds the jitter of reconnects.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Gateway> StartAsync(
        IKubernetesClient client,
        GatewayOptions options,
        RevisionDemand demand,
        TimeProvider clock,
        Random random,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger<Gateway>();
        var view = new ClusterView(options, logger);
        var gateway = new Gateway(client, view, clock, random, loggers);
        try
        {
            while (!gateway._caches.All(cache => cache.HasSynced))
            {
                await Task.Delay(SyncCheck, clock, cancellationToken);
            }

            var shares = new SharedRandom(random);
            foreach (var (side, port) in new[] { (GatewaySide.Outside, options.Port), (GatewaySide.Inside, 0) })
            {
                var handler = new RequestHandler(side, view, gateway._pods, demand, shares, options, clock, logger);
                gateway._servers.Add(await GatewayServer.StartAsync(port, handler, loggers, cancellationToken));
            }
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }

        Log.Started(logger, gateway.Outside, gateway.Inside);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _stop.CancelAsync();
        await _following;
        _pods.Dispose();
        _meter.Dispose();
        _stop.Dispose();
    }
}
