using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative.Admission;
using CanaryOperator.Local.Knative.Installation;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Pods;
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
    private readonly PodEmulation? _pods;
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
        var factory = new ControllerFactory(client, timeProvider, random, _meter, loggerFactory);
        var services = factory.Informer(KnativeResources.Services);
        var revisions = factory.Informer(KnativeResources.Revisions);
        if (options.Pods is { } pods)
        {
            _pods = new PodEmulation(client, pods, revisions, factory, timeProvider, random, loggerFactory);
        }

        var health = _pods?.Health ?? new ImageHealth(options.StartupTime, timeProvider);
        var knative = new KnativeController(client, health, timeProvider, loggerFactory.CreateLogger<KnativeController>());
        var controller = factory
            .Controller(new() { Name = "knative" }, KnativeResources.Services, services, knative, factory.Queue("knative"))
            .Watches(revisions, KnativeController.ServiceOf);
        if (_pods is not null)
        {
            controller.Watches(_pods.Pods, KnativeController.ServiceOf);
        }

        _running = Task.WhenAll(
            _pods?.RunAsync(_stop.Token) ?? Task.CompletedTask,
            services.RunAsync(_stop.Token),
            revisions.RunAsync(_stop.Token),
            controller.RunAsync(_stop.Token));
    }

    /// <summary>Returns once the cluster speaks Knative; Services are then brought on in the background.</summary>
    /// <param name="client">Must be allowed to install kinds and webhooks, and to write Knative's objects.</param>
    /// <param name="random">Seeds the jitter of reconnects and the names of pods.</param>
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
        if (_pods is not null)
        {
            await _pods.DisposeAsync();
        }

        await _server.DisposeAsync();
        _meter.Dispose();
        _stop.Dispose();
    }
}
