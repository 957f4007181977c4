using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Knative;

/// <summary>Makes caches and controllers over one API server, clock and meter.</summary>
internal sealed class ControllerFactory(IKubernetesClient client, TimeProvider clock, Random random, Meter meter, ILoggerFactory loggers)
{
    private readonly InformerMetrics _informerMetrics = new(meter);
    private readonly WorkQueueMetrics _queueMetrics = new(meter);
    private readonly ControllerMetrics _controllerMetrics = new(meter);

    /// <param name="selector">Of labels; null for all objects of the kind.</param>
    public ResourceInformer<T> Informer<T>(ResourceDescriptor<T> resource, string? selector = null)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(
        client,
        resource,
        new ListOptions { LabelSelector = selector },
        transform: null,
        clock,
        new Random(random.Next()),
        _informerMetrics,
        loggers.CreateLogger<ResourceInformer<T>>());

    /// <param name="name">Of the controller that takes from it.</param>
    public WorkQueue<NamespacedName> Queue(string name) => new(name, clock, _queueMetrics);

    public Controller<T> Controller<T>(
        ControllerOptions options,
        ResourceDescriptor<T> resource,
        IResourceInformer<T> informer,
        IEntityController<T> reconciler,
        IWorkQueue<NamespacedName> queue)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(options, resource, informer, reconciler, queue, clock, _controllerMetrics, loggers.CreateLogger<Controller<T>>());
}
