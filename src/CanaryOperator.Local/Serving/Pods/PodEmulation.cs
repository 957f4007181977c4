using CanaryOperator.Api;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Pods.Kubelet;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Local.Serving.Pods.Scaling;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.Pods;

/// <summary>Pods for Revisions: who decides how many there are, and who runs them. Dispose it when it runs no more.</summary>
internal sealed class PodEmulation : IAsyncDisposable
{
    private readonly RevisionDemand _demand;
    private readonly ResourceInformer<Pod> _pods;
    private readonly PodKubelet _kubelet;
    private readonly WorkQueue<NamespacedName> _scaling;
    private readonly Controller<KnativeObject> _scaler;
    private readonly Controller<Pod> _runner;

    /// <param name="revisions">The cache of Revisions. It is run by whoever made it, after this.</param>
    public PodEmulation(
        IKubernetesClient client,
        PodsOptions options,
        IResourceInformer<KnativeObject> revisions,
        ControllerFactory factory,
        TimeProvider clock,
        Random random,
        ILoggerFactory loggers)
    {
        _demand = options.Demand;
        _pods = factory.Informer(PodResources.Pods, WellKnown.KnativeRevisionLabel);
        var index = new RevisionIndex(revisions, _pods);
        Health = new PodHealth(index, options.ProgressDeadline, clock);

        _scaling = factory.Queue("scaler");
        var scaler = new RevisionScaler(client, options, index, clock, new Random(random.Next()), loggers.CreateLogger<RevisionScaler>());
        _scaler = factory.Controller(new() { Name = "scaler" }, KnativeResources.Revisions, revisions, scaler, _scaling)
            .Watches(revisions, index.SiblingsOf)
            .Watches(_pods, pod => RevisionIndex.RevisionOf(pod) is { } revision ? [revision] : []);

        var running = factory.Queue("kubelet");
        _kubelet = new PodKubelet(client, options, running, clock);
        _runner = factory.Controller(new() { Name = "kubelet", Workers = 4 }, PodResources.Pods, _pods, _kubelet, running);
    }

    /// <summary>What the pods say of their Revision.</summary>
    public IRevisionHealthSource Health { get; }

    /// <summary>Pods of Revisions.</summary>
    public IResourceInformer<Pod> Pods => _pods;

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _pods.RunAsync(cancellationToken),
        _scaler.RunAsync(cancellationToken),
        _runner.RunAsync(cancellationToken),
        WakeAsync(cancellationToken));

    public ValueTask DisposeAsync() => _kubelet.DisposeAsync();

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var revision in _demand.Waiting.ReadAllAsync(cancellationToken))
            {
                _scaling.Add(revision);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The only way to stop.
        }
    }
}
