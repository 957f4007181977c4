using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Experiments;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Experiments.Loops;
using CanaryOperator.Experiments.Notifications;
using CanaryOperator.Experiments.Providers;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Events;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Hosting;

/// <summary>Puts together what runs Experiments, and what wakes them.</summary>
internal sealed class ExperimentComposition(
    ExperimentOptions options, IKubernetesClient client, IEventRecorder events, TimeProvider clock, ILoggerFactory loggers)
{
    private const string ByTarget = nameof(ByTarget);
    private const string ByTemplate = nameof(ByTemplate);

    /// <summary>They wait for receivers, most of the time: many cost little, and one that hangs delays no other.</summary>
    private const int NotificationWorkers = 16;

    /// <returns>What runs in the leader: the loops, the load they send, and who is told about them.</returns>
    public IReadOnlyList<IRunnable> Create(InformerFactory factory, Caches caches, WorkQueueMetrics queues, ControllerMetrics controllers)
    {
        var experiments = factory.Create(
            ExperimentResources.Experiments, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
        var templates = factory.Create(
            ExperimentResources.MetricTemplates, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
        var clusterTemplates = factory.Create(
            ExperimentResources.ClusterMetricTemplates, item => item with { Metadata = item.Metadata.WithoutLastApplied() });
        experiments.AddIndex(ByTarget, experiment => [TargetOf(experiment)]);
        experiments.AddIndex(ByTemplate, experiment => (experiment.Spec.Metrics ?? []).Select(source => TemplateOf(experiment, source)));

        var name = ExperimentResources.Experiments.QualifiedName;
        var published = new ExperimentEvents(events);
        var queue = new WorkQueue<NamespacedName>(name, clock, queues);
        var loads = CreateLoads(queue, published);
        var loops = ControllerFor(name, options.Workers, CreateReconciler(caches, loads, templates, clusterTemplates, published), queue)
            .Watches(caches.KServe, target => Keys(ByTarget, Key(WellKnown.KServeGroup, target)))
            .Watches(caches.KFServing, target => Keys(ByTarget, Key(WellKnown.KFServingGroup, target)))
            .Watches(templates, template => Keys(ByTemplate, Key(TemplateReference.MetricTemplate, template)))
            .Watches(clusterTemplates, template => Keys(ByTemplate, Key(TemplateReference.ClusterMetricTemplate, template)));
        var notifications = new NotificationController(
            client, new Notifier(client, options, clock), published, clock, loggers.CreateLogger<NotificationController>());
        var told = $"{name}/notifications";
        return
        [
            loops,
            loads,
            ControllerFor(told, NotificationWorkers, notifications, new(told, clock, queues)),
        ];

        Controller<Experiment> ControllerFor(
            string controller, int workers, IEntityController<Experiment> reconciler, WorkQueue<NamespacedName> keys) => new(
            new ControllerOptions { Name = controller, Workers = workers },
            ExperimentResources.Experiments,
            experiments,
            reconciler,
            keys,
            clock,
            controllers,
            loggers.CreateLogger<Controller<Experiment>>());

        IEnumerable<NamespacedName> Keys(string index, string value) =>
            experiments.ByIndex(index, value).Select(experiment => NamespacedName.Of(experiment.Metadata));
    }

    private BackgroundLoads CreateLoads(WorkQueue<NamespacedName> queue, ExperimentEvents published) => new(
        new LoadPlanner(options.Load),
        new LoadSender(options.Load, clock),
        options.Load,
        published,
        queue.Add,
        clock,
        loggers.CreateLogger<BackgroundLoads>());

    private ExperimentController CreateReconciler(
        Caches caches,
        BackgroundLoads loads,
        IResourceInformer<MetricTemplate> templates,
        IResourceInformer<ClusterMetricTemplate> clusterTemplates,
        ExperimentEvents published)
    {
        var sources = new MetricSourceReader(
            new TemplateLookup(templates, clusterTemplates), new ProviderFactory(client, options, clock), clock);
        return new(
            new TargetReader(caches.KServe, caches.KFServing),
            loads,
            new LoopRunner(sources, clock),
            new ExperimentStatusWriter(client, published, clock),
            clock,
            loggers.CreateLogger<ExperimentController>());
    }

    private static string TargetOf(Experiment experiment)
    {
        var target = experiment.Spec.Target;
        return Key(target?.Group ?? WellKnown.KServeGroup, experiment.Namespace(), target?.InferenceService);
    }

    private static string TemplateOf(Experiment experiment, MetricSource source)
    {
        var kind = source.Template?.Kind ?? TemplateReference.BuiltIn;
        return Key(kind, kind == TemplateReference.ClusterMetricTemplate ? "" : experiment.Namespace(), source.Template?.Name);
    }

    private static string Key(string kind, IKubernetesObject<V1ObjectMeta> item) =>
        Key(kind, item.Metadata.NamespaceProperty ?? "", item.Name());

    private static string Key(string kind, string @namespace, string? name) => $"{kind} {@namespace}/{name}";
}
