using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Queues;
using CanaryOperator.Runtime.Tests.Simulation;

namespace CanaryOperator.Runtime.Tests.Controllers;

/// <summary>A controller between caches and a reconciler that the test has in its hands.</summary>
public abstract class ControllerFixture : IDisposable
{
    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly ControllerMetrics _controllerMetrics;

    protected ControllerFixture()
    {
        Metrics = new MetricsProbe(_meter);
        _controllerMetrics = new ControllerMetrics(_meter);
        Queue = new WorkQueue<NamespacedName>("canary", Scheduler.Clock, new WorkQueueMetrics(_meter));
    }

    private protected MetricsProbe Metrics { get; }

    private protected TestScheduler Scheduler { get; } = new();

    private protected FakeInformer Informer { get; } = new();

    private protected FakeInformer Owned { get; } = new();

    protected WorkQueue<NamespacedName> Queue { get; }

    private protected ScriptedReconciler Reconciler { get; } = new();

    private protected RecordingLogger<Controller<V1Lease>> Logger { get; } = new();

    protected CancellationTokenSource StopSource { get; } = new();

    protected Task? Running { get; private set; }

    public void Dispose()
    {
        StopSource.Cancel();
        Scheduler.Settle();
        StopSource.Dispose();
        Metrics.Dispose();
        _meter.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Controller<V1Lease> NewController(int workers = 1) => new(
        new ControllerOptions { Name = "canary", Workers = workers },
        Kinds.Leases,
        Informer,
        Reconciler,
        Queue,
        Scheduler.Clock,
        _controllerMetrics,
        Logger);

    protected void Run(Controller<V1Lease> controller)
    {
        Running = Scheduler.Start(() => controller.RunAsync(StopSource.Token));
        Scheduler.Settle();
    }

    /// <summary>Reconciles that ended with this result.</summary>
    protected double Value(string result) => Metrics.Value($"controller_runtime_reconcile_total{{controller=canary,result={result}}}");
}
