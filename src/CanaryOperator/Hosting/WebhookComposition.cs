using System.Diagnostics.Metrics;
using CanaryOperator.Api;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes;
using CanaryOperator.Options;
using CanaryOperator.Runtime.Certificates;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using CanaryOperator.Runtime.Webhooks;
using CanaryOperator.Webhooks;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Hosting;

/// <summary>Puts the webhooks together: their handlers, their server and where its certificate comes from.</summary>
internal sealed class WebhookComposition(
    WebhookOptions options, string @namespace, IKubernetesClient client, TimeProvider clock, ILoggerFactory loggers)
{
    public ServingCertificate Certificate { get; } = new();

    public WebhookServer CreateServer(ConfigurationSource configuration, Meter meter)
    {
        var handlers = new Dictionary<string, IAdmissionHandler> { [WebhookPaths.Pods] = new PodMutation(client, configuration) };
        foreach (var group in WellKnown.Groups)
        {
            handlers[WebhookPaths.Mutate(group)] = new InferenceServiceMutation(configuration);
            handlers[WebhookPaths.Validate(group)] = new InferenceServiceValidator(configuration);
        }

        // Behind a Service requests go on arriving for a while after the pod was told to stop; by a host of its own nobody else answers.
        var server = options.Host is null ? new WebhookServerOptions() : new() { StopDelay = TimeSpan.Zero };
        return new(options.Address, handlers, Certificate, server, new WebhookMetrics(meter), clock, loggers);
    }

    public ICache CreateCertificates(
        Meter meter, InformerMetrics informers, WorkQueueMetrics queues, ControllerMetrics controllers, Random jitter) =>
        options.CertificateFolder is { } folder
            ? new CertificateFiles(folder, Certificate, new CertificateFileMetrics(meter), clock, loggers.CreateLogger<CertificateFiles>())
            : new SelfManagedCertificates(
                client,
                new()
                {
                    Namespace = @namespace,
                    SecretName = options.CertificateSecret,
                    ServiceName = options.ServiceName,
                    ExtraNames = options.Host is { } host ? [host] : [],
                    MutatingConfiguration = options.ConfigurationName,
                    ValidatingConfiguration = options.ConfigurationName,
                },
                Certificate,
                informers,
                queues,
                controllers,
                clock,
                jitter,
                loggers);
}
