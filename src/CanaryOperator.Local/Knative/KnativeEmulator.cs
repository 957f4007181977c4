using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Admission;
using CanaryOperator.Local.Knative.Installation;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Runtime;
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
    private readonly KnativeController _controller;
    private readonly WorkQueue<NamespacedName> _queue;
    private readonly ILogger _logger;
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
        _logger = loggerFactory.CreateLogger<KnativeEmulator>();
        _controller = new KnativeController(client, options, timeProvider, loggerFactory.CreateLogger<KnativeController>());
        _queue = new WorkQueue<NamespacedName>("knative", timeProvider, new WorkQueueMetrics(_meter));
        var metrics = new InformerMetrics(_meter);

        var services = Informer(KnativeResources.Services, service => service.Name());
        var revisions = Informer(KnativeResources.Revisions, revision => revision.GetLabel(KnativeResources.ServiceLabel));
        _running = Task.WhenAll(services.RunAsync(_stop.Token), revisions.RunAsync(_stop.Token), WorkAsync(_stop.Token));

        ResourceInformer<KnativeObject> Informer(ResourceDescriptor<KnativeObject> resource, Func<KnativeObject, string?> serviceName)
        {
            var informer = new ResourceInformer<KnativeObject>(
                client,
                resource,
                new ListOptions(),
                transform: null,
                timeProvider,
                new Random(random.Next()),
                metrics,
                loggerFactory.CreateLogger<ResourceInformer<KnativeObject>>());
            informer.Register((old, current) =>
            {
                var changed = current ?? old!;
                if (serviceName(changed) is { } name)
                {
                    _queue.Add(new NamespacedName(changed.Namespace(), name));
                }
            });
            return informer;
        }
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

        var emulator = new KnativeEmulator(server, client, options, timeProvider, random, loggerFactory);
        Log.Started(emulator._logger, server.Address);
        return emulator;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _server.DisposeAsync();
        _meter.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var (_, key) = await _queue.TakeAsync(cancellationToken);
                await WorkOnAsync(key, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The only way to stop.
            }
        }
    }

    private async Task WorkOnAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        try
        {
            var next = await _controller.ReconcileAsync(key, cancellationToken);
            _queue.Forget(key);
            if (next is { } delay)
            {
                _queue.AddAfter(key, delay);
            }
        }
        catch (KubernetesException conflict) when (conflict.IsConflict)
        {
            Log.Conflict(_logger, key, conflict);
            _queue.Add(key);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(_logger, key, failure);
            _queue.AddRateLimited(key);
        }
        finally
        {
            _queue.Done(key);
        }
    }
}
