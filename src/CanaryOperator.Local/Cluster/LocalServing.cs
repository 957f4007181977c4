using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative;
using CanaryOperator.Local.Prometheus;
using CanaryOperator.Local.Serving;
using CanaryOperator.Local.Serving.Gateways;
using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Local.Serving.Pods;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Cluster;

/// <summary>The way of a prediction through the cluster, and Prometheus beside it: gateway, model servers, scraping.</summary>
internal sealed class LocalServing : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Meter _meter = new("CanaryOperator.Local.Serving");
    private Task _discovery = Task.CompletedTask;

    private LocalServing(Gateway gateway, PodsOptions pods) => (Gateway, Pods) = (gateway, pods);

    public Gateway Gateway { get; }

    /// <summary>For the emulator, which makes the pods.</summary>
    public PodsOptions Pods { get; }

    /// <summary>Null for a cluster without.</summary>
    public PrometheusServer? Prometheus { get; private set; }

    /// <param name="folder">Private; Prometheus gets one of its own in it.</param>
    public static async Task<LocalServing> StartAsync(
        IKubernetesClient client,
        ServingOptions options,
        string folder,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var demand = new RevisionDemand(clock);
        var gateway = await Gateway.StartAsync(client, new(), demand, clock, new Random(), loggers, cancellationToken);
        var pods = new PodsOptions
        {
            Servers = new LocalModelServers(clock, loggers),
            Demand = demand,
            Metrics = options.Metrics,
            InsideGateway = gateway.Inside,
        };
        var serving = new LocalServing(gateway, pods);
        try
        {
            await new IngressGatewayService(client).InstallAsync(gateway.Outside, cancellationToken);
            if (options.Prometheus is { } binary)
            {
                var prometheusFolder = Path.Combine(folder, "prometheus");
                serving.Prometheus = await PrometheusServer.StartAsync(binary, prometheusFolder, clock, cancellationToken);
                serving.Discover(client, serving.Prometheus, clock, loggers);
            }

            return serving;
        }
        catch
        {
            await serving.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _discovery;
        if (Prometheus is not null)
        {
            await Prometheus.DisposeAsync();
        }

        await Gateway.DisposeAsync();
        _meter.Dispose();
        _stop.Dispose();
    }

    private void Discover(IKubernetesClient client, PrometheusServer prometheus, TimeProvider clock, ILoggerFactory loggers)
    {
        var pods = new ControllerFactory(client, clock, new Random(), _meter, loggers).Informer(WellKnownResources.Pods);
        _ = new ScrapeTargets(pods, prometheus.TargetsPath);
        _discovery = pods.RunAsync(_stop.Token);
    }
}
