using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Tests.Simulation;

namespace CanaryOperator.Runtime.Tests.Informers;

/// <summary>An informer of leases, the server that it reads from, and everything that can be seen of it.</summary>
public abstract class InformerFixture : IDisposable
{
    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly CancellationTokenSource _stop = new();

    protected InformerFixture()
    {
        Metrics = new MetricsProbe(_meter);
        Server = new FakeApiServer(Scheduler.Clock);
        Informer = NewInformer(null);
    }

    private protected TestScheduler Scheduler { get; } = new();

    private protected FakeApiServer Server { get; }

    private protected MetricsProbe Metrics { get; }

    private protected RecordingLogger<ResourceInformer<V1Lease>> Logger { get; } = new();

    protected ResourceInformer<V1Lease> Informer { get; }

    /// <summary>What the handler was told: <c>+name</c>, <c>-name</c>, <c>name</c> for an update, each with the holder.</summary>
    private protected List<string> Changes { get; } = [];

    protected Task? Running { get; private set; }

    protected IEnumerable<string> Cached => Informer.List().Select(lease => $"{lease.Name()}={lease.Spec!.HolderIdentity}").Order();

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
        Metrics.Dispose();
        _meter.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static string Describe(V1Lease? old, V1Lease? current)
    {
        var sign = old is null ? "+" : current is null ? "-" : "";
        var lease = (current ?? old)!;
        return $"{sign}{lease.Name()}={lease.Spec!.HolderIdentity}";
    }

    protected static string Series(string name, string? reason = null) =>
        $"{name}{{{(reason is null ? "" : $"reason={reason},")}resource=leases.coordination.k8s.io}}";

    protected ResourceInformer<V1Lease> NewInformer(Func<V1Lease, V1Lease>? transform) => new(
        Server,
        Kinds.Leases,
        new ListOptions { Namespace = "ns", LabelSelector = "app=model" },
        transform,
        Scheduler.Clock,
        new Random(1),
        new InformerMetrics(_meter),
        Logger);

    /// <summary>Starts the informer and lets it read and watch.</summary>
    protected void Run(ResourceInformer<V1Lease>? informer = null)
    {
        Informer.Register((old, current) => Changes.Add(Describe(old, current)));
        Running = Scheduler.Start(() => (informer ?? Informer).RunAsync(_stop.Token));
        Scheduler.Settle();
    }

    protected void Stop()
    {
        _stop.Cancel();
        Scheduler.Settle();
    }

    /// <summary>Enough for the longest pause between two attempts.</summary>
    protected void WaitForRetry() => Scheduler.Advance(TimeSpan.FromSeconds(61));
}
