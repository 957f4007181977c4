using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Certificates;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using CanaryOperator.Runtime.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.Certificates;

/// <summary>Replicas of an operator that share certificates in one cluster, on one thread.</summary>
internal sealed class SharedCertificateFixture : IDisposable
{
    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly CancellationTokenSource _stop = new();

    /// <param name="seed">Of the interleaving.</param>
    public SharedCertificateFixture(int? seed = null)
    {
        Scheduler = new TestScheduler(seed is { } value ? new Random(value) : null);
        Cluster = new FakeCluster(Scheduler.Clock);
    }

    public static SelfManagedCertificateOptions Options { get; } = new()
    {
        Namespace = "ns",
        SecretName = "certificates",
        ServiceName = "hooks",
        MutatingConfiguration = "defaults",
        ValidatingConfiguration = "rules",
    };

    public TestScheduler Scheduler { get; }

    public FakeCluster Cluster { get; }

    public DateTimeOffset Now => Scheduler.Clock.GetUtcNow();

    public V1Secret? Secret => Cluster.Find(WellKnownResources.Secrets, "certificates");

    public CertificateMaterial Stored => CertificateMaterial.TryRead(Secret!.Data)!;

    public V1WebhookConfiguration Rules => Cluster.Find(WellKnownResources.ValidatingWebhookConfigurations, "rules")!;

    public IEnumerable<string> Writes => Cluster.Requests.Where(request => request.Split(' ')[0] is "create" or "update" or "patch");

    public static V1WebhookConfiguration Configuration(string name, params string[] webhooks) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Webhooks = [.. webhooks.Select(webhook => new V1Webhook { Name = webhook, ClientConfig = new V1WebhookClientConfig() })],
    };

    public static X509Certificate2 Served(ServingCertificate serving)
    {
        var served = serving.ServedAsync();
        served.IsCompletedSuccessfully.Should().BeTrue();
        return served.GetAwaiter().GetResult();
    }

    /// <summary>As somebody installs, or resets, it: without a bundle.</summary>
    public void PutRules() => Cluster.Put(WellKnownResources.ValidatingWebhookConfigurations, Configuration("rules", "a.example.com"));

    public (SelfManagedCertificates Source, ServingCertificate Serving) Start(SelfManagedCertificateOptions? options = null)
    {
        var serving = new ServingCertificate();
        var source = new SelfManagedCertificates(
            Cluster,
            options ?? Options,
            serving,
            new InformerMetrics(_meter),
            new WorkQueueMetrics(_meter),
            new ControllerMetrics(_meter),
            Scheduler.Clock,
            new Random(1),
            NullLoggerFactory.Instance);
        _ = Scheduler.Start(() => source.RunAsync(_stop.Token));
        return (source, serving);
    }

    /// <summary>Lets everything come to rest, controllers that wait for their caches included.</summary>
    public void Settle() => Scheduler.Advance(TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        _stop.Cancel();
        Scheduler.Settle();
        _stop.Dispose();
        _meter.Dispose();
    }
}
