using System.Diagnostics.Metrics;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Options;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Events;
using CanaryOperator.Runtime.Health;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.LeaderElection;
using CanaryOperator.Runtime.Metrics;
using CanaryOperator.Runtime.Queues;
using CanaryOperator.Status;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Hosting;

/// <summary>Puts the operator together: which caches, which controllers, and what wakes them.</summary>
internal sealed class OperatorComposition : IDisposable
{
    private const string LeaseName = "canary-operator";

    private readonly OperatorOptions _options;
    private readonly KubernetesClientConfiguration _configuration;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _loggers;
    private readonly Random _seeds = new();
    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly InformerMetrics _informerMetrics;
    private readonly WorkQueueMetrics _queueMetrics;
    private readonly ControllerMetrics _controllerMetrics;
    private readonly MetricsCollector _metrics;
    private readonly ProcessMetrics _processMetrics;
    private readonly KubernetesClient _client;
    private readonly KubernetesClient _leaseClient;

    public OperatorComposition(
        OperatorOptions options, KubernetesClientConfiguration configuration, TimeProvider clock, ILoggerFactory loggers)
    {
        (_options, _configuration, _clock, _loggers) = (options, configuration, clock, loggers);
        _metrics = new("CanaryOperator");
        _processMetrics = new(typeof(OperatorComposition).Assembly.GetName().Version!.ToString(3));
        _informerMetrics = new(_meter);
        _queueMetrics = new(_meter);
        _controllerMetrics = new(_meter);
        _client = Client();

        // Connections of its own: a busy operator must not lose its lease for it.
        _leaseClient = Client();
    }

    public Manager CreateManager()
    {
        var events = new EventRecorder(_client, LeaseName, _clock, Jitter(), _loggers.CreateLogger<EventRecorder>());
        var statusWriter = new StatusWriter(
            _client, new RolloutEvents(events, _loggers.CreateLogger<RolloutEvents>()), _clock, _loggers.CreateLogger<StatusWriter>());
        var services = Informer(KnativeResources.Services, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
        var revisions = Informer(KnativeResources.Revisions, WithoutSpec);
        var runtimes = Informer(
            ServingRuntimeResources.ClusterServingRuntimes, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
        revisions.AddIndex(ServiceSnapshot.ByService, ServiceSnapshot.ServiceOf);

        List<ICache> caches = [services, revisions, runtimes];
        List<IRunnable> controllers = [];
        foreach (var resource in new[] { InferenceServiceResources.KServe, InferenceServiceResources.KFServing })
        {
            var inferenceServices = Informer(resource, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
            caches.Add(inferenceServices);
            controllers.Add(Controller(resource, inferenceServices, services, revisions, runtimes, statusWriter));
        }

        var checks = new HealthChecks();
        var logger = _loggers.CreateLogger<Manager>();
        return new(new ManagerOptions(), Servers(checks), caches, controllers, Elector(), events, checks, _clock, logger);
    }

    public void Dispose()
    {
        _client.Dispose();
        _leaseClient.Dispose();
        _metrics.Dispose();
        _processMetrics.Dispose();
        _meter.Dispose();
    }

    /// <summary>Wakes for the InferenceService, the Service that it owns, that one's revisions, and runtimes it may be rendered from.</summary>
    private Controller<InferenceService> Controller(
        ResourceDescriptor<InferenceService> resource,
        ResourceInformer<InferenceService> inferenceServices,
        ResourceInformer<KnativeService> services,
        ResourceInformer<KnativeRevision> revisions,
        ResourceInformer<ClusterServingRuntime> runtimes,
        StatusWriter statusWriter)
    {
        var name = resource.QualifiedName;
        var reconciler = new InferenceServiceController(
            resource,
            _client,
            services,
            runtimes,
            new ServiceSnapshot(_client, services, revisions),
            statusWriter,
            _loggers.CreateLogger<InferenceServiceController>());
        var queue = new WorkQueue<NamespacedName>(name, _clock, _queueMetrics);
        return new Controller<InferenceService>(
                new ControllerOptions { Name = name, Workers = _options.Workers },
                resource,
                inferenceServices,
                reconciler,
                queue,
                _clock,
                _controllerMetrics,
                _loggers.CreateLogger<Controller<InferenceService>>())
            .Owns(services)
            .Watches(services, service => Claimants(service, inferenceServices))
            .Watches(revisions, revision => OwnerOf(revision, resource.Group))
            .Watches(runtimes, _ => inferenceServices.List().Select(inferenceService => NamespacedName.Of(inferenceService.Metadata)));
    }

    /// <summary>A revision's owners are Knative's; the label came with the template.</summary>
    private static IEnumerable<NamespacedName> OwnerOf(KnativeRevision revision, string group) =>
        revision.GetLabel(Api.WellKnown.InferenceServiceLabel(group)) is { } owner ? [new(revision.Namespace(), owner)] : [];

    /// <summary>Somebody else's Service blocks the InferenceService that wants its name: when it goes, that one must know.</summary>
    private static IEnumerable<NamespacedName> Claimants(KnativeService service, ResourceInformer<InferenceService> inferenceServices)
    {
        if (Api.ChildNames.InferenceServiceOf(service.Name()) is { } name
            && inferenceServices.Get(new(service.Namespace(), name)) is { } claimant
            && service.GetController()?.Uid != claimant.Uid())
        {
            yield return NamespacedName.Of(claimant.Metadata);
        }
    }

    private IReadOnlyList<OperationsServer> Servers(HealthChecks checks) =>
    [
        new("health", _options.HealthAddress, new HealthEndpoint(checks, _loggers.CreateLogger<HealthEndpoint>()).HandleAsync, _loggers),
        new("metrics", _options.MetricsAddress, new MetricsEndpoint(_metrics).HandleAsync, _loggers),
    ];

    private LeaderElector? Elector()
    {
        var @namespace = _options.Namespace ?? _configuration.Namespace;
        var lease = new LeaseLock(_leaseClient, @namespace, LeaseName, LeaseLock.NewIdentity());
        return _options.LeaderElect
            ? new(lease, _options.LeaderElection, _clock, Jitter(), _loggers.CreateLogger<LeaderElector>())
            : null;
    }

    private ResourceInformer<T> Informer<T>(ResourceDescriptor<T> resource, Func<T, T> transform)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(
            _client,
            resource,
            new ListOptions(),
            transform,
            _clock,
            Jitter(),
            _informerMetrics,
            _loggers.CreateLogger<ResourceInformer<T>>());

    /// <summary>Of a revision its labels and conditions are read; the spec is most of its size.</summary>
    private static KnativeRevision WithoutSpec(KnativeRevision revision) => revision with { Spec = null };

    private KubernetesClient Client() => new(_configuration, new KubernetesClientOptions(), _clock, Jitter(), _loggers);

    private Random Jitter() => new(_seeds.Next());
}
