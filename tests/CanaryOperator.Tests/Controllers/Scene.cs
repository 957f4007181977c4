using CanaryOperator.Api.Istio;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Status;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Tests.Controllers;

/// <summary>A controller, and around it a cluster in which the test plays users and Knative.</summary>
internal sealed class Scene
{
    public const string ServiceName = "my-model-predictor";

    private readonly ResourceDescriptor<InferenceService> _resource;
    private readonly InferenceServiceController _controller;

    /// <param name="routes">Most tests are not about the outer route, whose objects would be in their way.</param>
    public Scene(ResourceDescriptor<InferenceService>? resource = null, bool routes = false)
    {
        _resource = resource ?? InferenceServiceResources.KServe;
        Revisions.AddIndex(ServiceSnapshot.ByService, ServiceSnapshot.ServiceOf);
        Pods.AddIndex(ServiceSnapshot.ByRevision, ServiceSnapshot.RevisionOf);
        Runtimes.AddIndex(InferenceServiceRenderer.ByNamespace, runtime => [runtime.Namespace()]);
        ClusterRuntimes.Put(Some.RuntimeFor("tensorflow"));
        var configuration = new ConfigurationSource(
            new("canary-operator", "inferenceservice-config"), ConfigMaps, Events, NullLogger<ConfigurationSource>.Instance);
        ConfigMaps.Put(new()
        {
            Metadata = new() { Name = "inferenceservice-config", NamespaceProperty = "canary-operator" },
            Data = new Dictionary<string, string>
            {
                ["ingress"] = $$"""{"disableIstioVirtualHost":{{(routes ? "false" : "true")}}}""",
            },
        });
        var events = new RolloutEvents(Events, Some.Metrics(), NullLogger<RolloutEvents>.Instance);
        _controller = new(
            _resource,
            Server,
            new InferenceServiceReader(
                new InferenceServiceRenderer(_resource.Group, Runtimes, ClusterRuntimes),
                new ServiceSnapshot(Server, Services, Revisions, Pods),
                new IngressSnapshot(Server, VirtualServices, Aliases),
                configuration),
            new ServiceWriter(Server, Some.Metrics(), NullLogger<ServiceWriter>.Instance),
            new IngressWriter(Server, Some.Metrics(), NullLogger<IngressWriter>.Instance),
            new StatusWriter(Server, events, Some.Metrics(), Clock, NullLogger<StatusWriter>.Instance),
            configuration);
    }

    public FakeApiServer Server { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Views.Now);

    public RecordedEvents Events { get; } = new();

    public FakeInformer<KnativeService> Services { get; } = new();

    public FakeInformer<KnativeRevision> Revisions { get; } = new();

    public FakeInformer<V1ConfigMap> ConfigMaps { get; } = new();

    public FakeInformer<VirtualService> VirtualServices { get; } = new();

    public FakeInformer<V1Service> Aliases { get; } = new();

    public FakeInformer<V1Pod> Pods { get; } = new();

    public FakeInformer<ServingRuntime> Runtimes { get; } = new();

    public FakeInformer<ClusterServingRuntime> ClusterRuntimes { get; } = new();

    /// <summary>As the API server has it.</summary>
    public InferenceService Model => Server.Find(_resource, "my-model")!;

    /// <summary>As the API server has it.</summary>
    public KnativeService Service => Find(ServiceName)!;

    public KnativeService? Find(string service) => Server.Find(KnativeResources.Services, service);

    /// <summary>The writes among the requests, without whom they were about.</summary>
    public IEnumerable<string> Writes => Server.Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal))
        .Select(request => string.Join(' ', request.Split(' ')[..2]));

    /// <summary>The user applies this; status, uid and version are the API server's.</summary>
    public void Apply(InferenceService written)
    {
        var live = Server.Find(_resource, written.Name());
        Server.Put(_resource, written with
        {
            Metadata = written.Metadata with { Generation = (live?.Generation() ?? 0) + 1 },
            Status = live?.Status,
        });
    }

    /// <summary>Knative reports; the cache sees it.</summary>
    public void Report(Func<KnativeService, KnativeService> status, string service = ServiceName)
    {
        Services.Put(Server.Put(KnativeResources.Services, status(Find(service)!)));
        if (Find(service)!.Status?.LatestCreatedRevisionName is { } name)
        {
            Revisions.Put(Server.Put(KnativeResources.Revisions, KnativeStatuses.Revision(name, long.Parse(name[^5..]))));
        }
    }

    public Task<ReconciliationResult> ReconcileAsync() => ReconcileAsync(Model);

    /// <param name="cached">What the cache has, which may be old.</param>
    public Task<ReconciliationResult> ReconcileAsync(InferenceService cached)
    {
        Server.Requests.Clear();
        Events.Told.Clear();
        return _controller.ReconcileAsync(cached, CancellationToken.None);
    }

    /// <summary>A model that is rolled out as revision <c>m-0000{version}</c>, reported and settled.</summary>
    public async Task RollOutAsync(int version)
    {
        Apply(Some.Flowers(version, group: _resource.Group));
        await ReconcileAsync();
        Report(service => service.Settled($"m-{version:00000}"));
        await SettleAsync();
    }

    /// <summary>Reconciles until nothing is left to write.</summary>
    public async Task SettleAsync()
    {
        for (var pass = 0; pass < 5; pass++)
        {
            var result = await ReconcileAsync();
            Clock.Advance(result.RequeueAfter ?? TimeSpan.Zero);
            if (result.RequeueAfter is null && !Writes.Any())
            {
                return;
            }
        }

        throw new InvalidOperationException($"It does not settle: {string.Join(", ", Writes)}");
    }
}
