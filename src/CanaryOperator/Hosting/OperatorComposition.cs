using System.Diagnostics.Metrics;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Metrics;
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
using CanaryOperator.Runtime.Webhooks;
using CanaryOperator.Status;
using Microsoft.Extensions.Hosting;
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
    private readonly Meter _meter = new("CanaryOperator");
    private readonly InformerMetrics _informerMetrics;
    private readonly WorkQueueMetrics _queueMetrics;
    private readonly ControllerMetrics _controllerMetrics;
    private readonly OperatorMetrics _operatorMetrics;
    private readonly MetricsCollector _metrics;
    private readonly ProcessMetrics _processMetrics;
    private readonly KubernetesClient _client;
    private readonly KubernetesClient _leaseClient;
    private WebhookServer? _webhookServer;

    public OperatorComposition(
        OperatorOptions options, KubernetesClientConfiguration configuration, TimeProvider clock, ILoggerFactory loggers)
    {
        (_options, _configuration, _clock, _loggers) = (options, configuration, clock, loggers);
        _metrics = new("CanaryOperator");
        _processMetrics = new(typeof(OperatorComposition).Assembly.GetName().Version!.ToString(3));
        _informerMetrics = new(_meter);
        _queueMetrics = new(_meter);
        _controllerMetrics = new(_meter);
        _operatorMetrics = new(_meter);
        _client = Client();

        // Connections of its own: a busy operator must not lose its lease for it.
        _leaseClient = Client();
    }

    private string Namespace => _options.Namespace ?? _configuration.Namespace;

    public Manager CreateManager()
    {
        var events = new EventRecorder(_client, LeaseName, _clock, Jitter(), Logger<EventRecorder>());
        var rolloutEvents = new RolloutEvents(events, _operatorMetrics, Logger<RolloutEvents>());
        var statusWriter = new StatusWriter(_client, rolloutEvents, _operatorMetrics, _clock, Logger<StatusWriter>());
        List<ICache> informers = [];
        var configMap = new NamespacedName(Namespace, _options.ConfigMap);
        var factory = new InformerFactory(_client, _options.WatchNamespaces, _clock, Jitter, _informerMetrics, _loggers, informers);
        var caches = new Caches(factory, configMap);
        var configuration = new ConfigurationSource(configMap, caches.ConfigMaps, events, Logger<ConfigurationSource>());
        if (_options.InferenceServiceMetrics)
        {
            _ = new InferenceServiceGauges(
                _meter,
                [(InferenceServiceResources.KServe.Group, caches.KServe), (InferenceServiceResources.KFServing.Group, caches.KFServing)]);
        }

        var checks = new HealthChecks();
        checks.AddReadiness("configuration", () => configuration.IsUsable ? null : configuration.LastError);
        List<IHostedService> servers = [.. Servers(checks)];
        if (!_options.Webhooks.Address.IsOff)
        {
            var webhooks = new WebhookComposition(_options.Webhooks, Namespace, _client, _clock, _loggers);
            informers.Add(webhooks.CreateCertificates(_meter, _informerMetrics, _queueMetrics, _controllerMetrics, Jitter()));
            checks.AddReadiness("webhook-certificate", webhooks.Certificate.CheckHealth);

            // Last, so that it is the first to stop, and health and metrics are there until the end.
            servers.Add(_webhookServer = webhooks.CreateServer(configuration, _meter));
        }

        return new(
            new ManagerOptions(),
            servers,
            informers,
            [
                Controller(InferenceServiceResources.KServe, caches.KServe, caches, statusWriter, configuration),
                Controller(InferenceServiceResources.KFServing, caches.KFServing, caches, statusWriter, configuration),
                .. new ExperimentComposition(_options.Experiments, _client, events, _clock, _loggers)
                    .Create(factory, caches, _queueMetrics, _controllerMetrics),
            ],
            Elector(),
            events,
            checks,
            _clock,
            Logger<Manager>());
    }

    public void Dispose()
    {
        _webhookServer?.Dispose();
        _client.Dispose();
        _leaseClient.Dispose();
        _metrics.Dispose();
        _processMetrics.Dispose();
        _meter.Dispose();
    }

    private Controller<InferenceService> Controller(
        ResourceDescriptor<InferenceService> resource,
        IResourceInformer<InferenceService> inferenceServices,
        Caches caches,
        StatusWriter statusWriter,
        ConfigurationSource configuration)
    {
        var name = resource.QualifiedName;
        var renderer = new InferenceServiceRenderer(resource.Group, caches.Runtimes, caches.ClusterRuntimes);
        var snapshot = new ServiceSnapshot(_client, caches.Services, caches.Revisions, caches.Pods);
        var ingress = new IngressSnapshot(_client, caches.VirtualServices, caches.Aliases);
        var reconciler = new InferenceServiceController(
            resource,
            _client,
            new InferenceServiceReader(renderer, snapshot, ingress, configuration),
            new ServiceWriter(_client, _operatorMetrics, Logger<ServiceWriter>()),
            new IngressWriter(_client, _operatorMetrics, Logger<IngressWriter>()),
            statusWriter,
            configuration);
        var queue = new WorkQueue<NamespacedName>(name, _clock, _queueMetrics);
        configuration.Changed += (_, _) => Wakeups.All(inferenceServices, queue);
        caches.Services.ServedChanged += (_, _) => Wakeups.All(inferenceServices, queue);
        caches.VirtualServices.ServedChanged += (_, _) => Wakeups.All(inferenceServices, queue);
        var controller = new Controller<InferenceService>(
            new ControllerOptions { Name = name, Workers = _options.Workers },
            resource,
            inferenceServices,
            reconciler,
            queue,
            _clock,
            _controllerMetrics,
            Logger<Controller<InferenceService>>());
        return Wakeups.Add(controller, resource.Group, inferenceServices, caches);
    }

    private IReadOnlyList<OperationsServer> Servers(HealthChecks checks) =>
    [
        new("health", _options.HealthAddress, new HealthEndpoint(checks, Logger<HealthEndpoint>()).HandleAsync, _loggers),
        new("metrics", _options.MetricsAddress, new MetricsEndpoint(_metrics).HandleAsync, _loggers),
    ];

    private LeaderElector? Elector()
    {
        var lease = new LeaseLock(_leaseClient, Namespace, LeaseName, LeaseLock.NewIdentity());
        return _options.LeaderElect ? new(lease, _options.LeaderElection, _clock, Jitter(), Logger<LeaderElector>()) : null;
    }

    private KubernetesClient Client() => new(_configuration, new KubernetesClientOptions(), _clock, Jitter(), _loggers);

    private ILogger<T> Logger<T>() => _loggers.CreateLogger<T>();

    private Random Jitter() => new(_seeds.Next());
}
