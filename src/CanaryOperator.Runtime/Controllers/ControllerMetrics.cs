using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Controllers;

/// <summary>
/// The <c>controller_runtime_*</c> metrics under the names that dashboards know. One instance for all controllers of a meter.
/// </summary>
public sealed class ControllerMetrics
{
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries =
        [
            0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2, 2.5, 3,
            3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60,
        ],
    };

    private readonly ConcurrentDictionary<string, ControllerReporter> _controllers = new(StringComparer.Ordinal);

    public ControllerMetrics(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        Reconciles = meter.CreateCounter<long>("controller_runtime_reconcile_total", null, "Reconciles, by result.");
        Errors = meter.CreateCounter<long>("controller_runtime_reconcile_errors_total", null, "Reconciles that failed.");
        Duration = meter.CreateHistogram("controller_runtime_reconcile_time_seconds", "s", "How long a reconcile took.", null, Durations);
        meter.CreateObservableGauge(
            "controller_runtime_max_concurrent_reconciles", () => Observe(controller => controller.Workers), null, "Workers.");
        meter.CreateObservableGauge(
            "controller_runtime_active_workers", () => Observe(controller => controller.ActiveWorkers), null, "Workers that have a key.");
    }

    internal Counter<long> Reconciles { get; }

    internal Counter<long> Errors { get; }

    internal Histogram<double> Duration { get; }

    internal ControllerReporter Register(string controller, int workers) =>
        _controllers[controller] = new ControllerReporter(this, controller, workers);

    private IEnumerable<Measurement<int>> Observe(Func<ControllerReporter, int> value) =>
        _controllers.Select(controller => new Measurement<int>(value(controller.Value), ControllerReporter.Tag(controller.Key)));
}
