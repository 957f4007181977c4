using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative.Admission;
using CanaryOperator.Local.Knative.Installation;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Knative;

/// <summary>
/// Knative Serving for a cluster that has none: its kinds, its webhooks, and its controllers as far as traffic and revisions go. Runs until
/// disposed; one that is started later on the same cluster continues where this one stopped.
/// </summary>
internal sealed class KnativeEmulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Meter _meter = new("CanaryOperator.Local.Knative");
    private readonly AdmissionServer _server;
    private readonly Task _running;

    private KnativeEmulator(
        AdmissionServer server,
        IKubernetesClient client,
        KnativeEmulatorOptions options,
        TimeProvider timeProvider,
        Random random,
        ILoggerFactory loggerFactory)
    {
        _server = server;
        var informerMetrics = new InformerMetrics(_meter);
        var services = Informer(KnativeResources.Services);
        var revisions = Informer(KnativeResources.Revisions);
        var health = new ImageHealth(options.StartupTime, timeProvider);
        var controller = new Controller<KnativeObject>(
            new ControllerOptions { Name = "knative" },
            KnativeResources.Services,
            services,
            new KnativeController(client, health, timeProvider, loggerFactory.CreateLogger<KnativeController>()),
            new WorkQueue<NamespacedName>("knative", timeProvider, new WorkQueueMetrics(_meter)),
            timeProvider,
            new ControllerMetrics(_meter),
            loggerFactory.CreateLogger<Controller<KnativeObject>>());
        controller.Watches(revisions, KnativeController.ServiceOf);
        _running = Task.WhenAll(services.RunAsync(_stop.Token), revisions.RunAsync(_stop.Token), controller.RunAsync(_stop.Token));

        ResourceInformer<KnativeObject> Informer(ResourceDescriptor<KnativeObject> resource) => new(
            client,
            resource,
            new ListOptions(),
            transform: null,
            timeProvider,
            new Random(random.Next()),
            informerMetrics,
            loggerFactory.CreateLogger<ResourceInformer<KnativeObject>>());
    }

    /// <summary>Returns once the cluster speaks Knative; Services are then brought on in the background.</summary>
    /// <param name="client">Must be allowed to install kinds and webhooks, and to write Knative's objects.</param>
    /// <param name="random">Seeds the jitter of reconnects.</param>
    public static async Task<KnativeEmulator> StartAsync(
        IKubernetesClient client,
        KnativeEmulatorOptions options,
        TimeProvider timeProvider,
        Random random,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        var server = await AdmissionServer.StartAsync(loggerFactory, timeProvider, cancellationToken);
        try
        {
            await new KnativeInstaller(client, timeProvider).InstallAsync(server, cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        Log.Started(loggerFactory.CreateLogger<KnativeEmulator>(), server.Address);
        return new KnativeEmulator(server, client, options, timeProvider, random, loggerFactory);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _server.DisposeAsync();
        _meter.Dispose();
        _stop.Dispose();
    }
}
