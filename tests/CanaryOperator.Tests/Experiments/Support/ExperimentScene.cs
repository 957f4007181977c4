using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Experiments;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Experiments.Loops;
using CanaryOperator.Experiments.Providers;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Tests.Experiments.Support;

/// <summary>An Experiment with its controller, an InferenceService with two versions, and a Prometheus that says what it is told.</summary>
internal sealed class ExperimentScene : IAsyncDisposable
{
    public const string Minutely = """
        "schedule": "* * * * *",
        """;

    private readonly FakeInformer<InferenceService> _inferenceServices = new();
    private readonly MisbehavingServer _prometheus = new();
    private readonly ExperimentController _controller;
    private int _wakeups;

    /// <param name="rest">JSON of the spec.</param>
    /// <param name="limits">Of load; by default all is allowed to <see cref="Model"/>.</param>
    public ExperimentScene(string timing, string rest = "", LoadLimits? limits = null)
    {
        // 10 s past a minute.
        Clock = new(new(2026, 1, 1, 12, 0, 10, TimeSpan.Zero));
        _prometheus.On(_ => true, (exchange, cancellationToken) => Answer(exchange, cancellationToken));
        var templates = new TemplateLookup(new FakeInformer<MetricTemplate>(), new FakeInformer<ClusterMetricTemplate>());
        var providers = new ProviderFactory(Server, new() { PrometheusUrl = _prometheus.Host }, Clock);
        limits ??= new() { Enabled = true, AllowedUrls = [Model.Host.AbsoluteUri] };
        var events = new ExperimentEvents(Events);
        Loads = new(
            new LoadPlanner(limits),
            new LoadSender(limits, Clock),
            limits,
            events,
            _ => Interlocked.Increment(ref _wakeups),
            Clock,
            NullLogger<BackgroundLoads>.Instance);
        _controller = new(
            new TargetReader(_inferenceServices, new FakeInformer<InferenceService>()),
            Loads,
            new LoopRunner(new MetricSourceReader(templates, providers, Clock), Clock),
            new ExperimentStatusWriter(Server, events, Clock),
            Clock,
            NullLogger<ExperimentController>.Instance);
        Cached = Server.Put(ExperimentResources.Experiments, Some.Experiment(timing, rest) with
        {
            Metadata = new()
            {
                Name = "exp", NamespaceProperty = Some.Namespace, Generation = 1, Uid = "uid", CreationTimestamp = Clock.GetUtcNow(),
            },
        });
        TargetIs(ready: "True");
    }

    public FakeApiServer Server { get; } = new();

    public FakeTimeProvider Clock { get; }

    public RecordedEvents Events { get; } = new();

    /// <summary>What the cache shows.</summary>
    public Experiment Cached { get; private set; }

    public Experiment Stored => Server.Find(ExperimentResources.Experiments, "exp")!;

    public ExperimentStatus Status => Stored.Status!;

    public Reply Answer { get; set; } = Number("5");

    public BackgroundLoads Loads { get; }

    /// <summary>What a load may ask, at <c>/REVISION</c>.</summary>
    public MisbehavingServer Model { get; } = new();

    /// <summary>How often a load that was done has woken the controller.</summary>
    public int Wakeups => Volatile.Read(ref _wakeups);

    public int Queries => _prometheus.Requests.Count;

    public static Reply Number(string value) =>
        Replies.Json($$"""{"status":"success","data":{"resultType":"scalar","result":[1,"{{value}}"] } } """);

    public void TargetIs(string ready) => _inferenceServices.Put(Some.Flowers() with
    {
        Status = new()
        {
            ObservedGeneration = 1,
            Conditions = [Some.Condition("Ready", ready, "Because", "it loads")],
            Components = new Dictionary<string, ComponentStatus>
            {
                ["predictor"] = new()
                {
                    LatestReadyRevision = "r-2",
                    LatestRolledoutRevision = "r-1",
                    Traffic = [new() { RevisionName = "r-1", Percent = 90 }, new() { RevisionName = "r-2", Percent = 10 }],
                },
            },
        },
    });

    public void TargetIsGone() => _inferenceServices.Clear();

    /// <summary>As somebody does with kubectl.</summary>
    public void Edit(Func<ExperimentSpec, ExperimentSpec> change) =>
        Cached = Server.Put(
            ExperimentResources.Experiments,
            Stored with { Spec = change(Stored.Spec), Metadata = Stored.Metadata with { Generation = Stored.Metadata.Generation + 1 } });

    public Task<ReconciliationResult> DeleteAsync() =>
        _controller.DeletedAsync(NamespacedName.Of(Cached.Metadata), CancellationToken.None);

    /// <summary>As another part of the operator does, before the cache sees it.</summary>
    public void SomebodyWrites(Func<ExperimentStatus, ExperimentStatus> change)
    {
        Cached = Stored;
        Server.Put(ExperimentResources.Experiments, Stored with { Status = change(Status) });
    }

    public Task<ReconciliationResult> ReconcileStaleAsync() => _controller.ReconcileAsync(Cached, CancellationToken.None);

    /// <summary>With the Experiment as it is stored.</summary>
    public Task<ReconciliationResult> ReconcileAsync()
    {
        Cached = Stored;
        return ReconcileStaleAsync();
    }

    public Task<ReconciliationResult> ReconcileAfterAsync(double seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        return ReconcileAsync();
    }

    /// <summary>Its status; <c>?</c> when there is no such condition.</summary>
    public string Condition(string type) => Status.Conditions!.FirstOrDefault(condition => condition.Type == type)?.Status ?? "?";

    /// <summary>Reconciles, and lets time pass until the load of the loop is done.</summary>
    public async Task LoadIsDoneAsync()
    {
        var before = Wakeups;
        await ReconcileAsync();
        await Eventually.BecomesTrueAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(10));
                return Wakeups > before;
            },
            "the load is done");
    }

    public async ValueTask DisposeAsync()
    {
        Loads.End(NamespacedName.Of(Cached.Metadata));
        Loads.Dispose();
        await Model.DisposeAsync();
        await _prometheus.DisposeAsync();
    }
}
