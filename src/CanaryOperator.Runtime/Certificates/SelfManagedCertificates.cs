using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>
/// Certificates for webhooks without anybody's help: replicas share a Secret with an authority and a certificate of their own, replace
/// both in time, and keep the CA bundle of the webhook configurations. Runs in every replica.
/// </summary>
/// <remarks>
/// Deleting the Secret replaces everything at once: until the new bundle has reached the API servers, they refuse the new certificate.
/// </remarks>
public sealed class SelfManagedCertificates : ICache
{
    private readonly ServingCertificate _serving;
    private readonly List<ICache> _caches = [];
    private readonly RunnableGroup _parts;

    /// <param name="random">For jitter; not to be shared with anybody who uses it at the same time.</param>
    public SelfManagedCertificates(
        IKubernetesClient client,
        SelfManagedCertificateOptions options,
        ServingCertificate serving,
        InformerMetrics informerMetrics,
        WorkQueueMetrics queueMetrics,
        ControllerMetrics controllerMetrics,
        TimeProvider clock,
        Random random,
        ILoggerFactory loggers)
    {
        _serving = serving;
        var logger = loggers.CreateLogger<SelfManagedCertificates>();
        var key = new NamespacedName(options.Namespace, options.SecretName);
        var secret = Informer(WellKnownResources.Secrets, options.SecretName, options.Namespace);
        List<CaBundleInjector> injectors = [];
        var queue = new WorkQueue<NamespacedName>(Name, clock, queueMetrics);
        var controller = new Controller<V1Secret>(
            new ControllerOptions { Name = Name },
            WellKnownResources.Secrets,
            secret,
            new CertificateReconciler(client, options, serving, injectors, clock, logger),
            queue,
            clock,
            controllerMetrics,
            loggers.CreateLogger<Controller<V1Secret>>());
        Inject(WellKnownResources.MutatingWebhookConfigurations, options.MutatingConfiguration);
        Inject(WellKnownResources.ValidatingWebhookConfigurations, options.ValidatingConfiguration);
        _parts = new RunnableGroup([.. _caches, controller], logger);

        // There may be no Secret yet to be told of.
        queue.Add(key);

        void Inject(ResourceDescriptor<V1WebhookConfiguration> resource, string? name)
        {
            if (name is not null)
            {
                var configuration = Informer(resource, name, null);
                controller.Watches(configuration, _ => [key]);
                injectors.Add(new CaBundleInjector(client, resource, configuration, logger));
            }
        }

        ResourceInformer<T> Informer<T>(ResourceDescriptor<T> resource, string name, string? @namespace)
            where T : class, IKubernetesObject<V1ObjectMeta>
        {
            var scope = new ListOptions { Namespace = @namespace, FieldSelector = $"metadata.name={name}" };
            var jitter = new Random(random.Next());
            var informer = new ResourceInformer<T>(
                client, resource, scope, null, clock, jitter, informerMetrics, loggers.CreateLogger<ResourceInformer<T>>());
            _caches.Add(informer);
            return informer;
        }
    }

    public string Name => "webhook-certificate";

    /// <summary>There is a certificate to serve with.</summary>
    public bool HasSynced => _serving.IsLoaded;

    public string? LastError => _caches.Select(cache => cache.LastError).FirstOrDefault(error => error is not null);

    public Task RunAsync(CancellationToken cancellationToken) => _parts.RunAsync(cancellationToken);
}
