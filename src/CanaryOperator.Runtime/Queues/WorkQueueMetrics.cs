using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Queues;

/// <summary>
/// The <c>workqueue_*</c> metrics under the names that dashboards know from controller-runtime. One instance for all queues of a meter.
/// </summary>
public sealed class WorkQueueMetrics
{
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000],
    };

    private readonly ConcurrentDictionary<string, Func<WorkQueueSnapshot>> _queues = new(StringComparer.Ordinal);

    public WorkQueueMetrics(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        Adds = meter.CreateCounter<long>("workqueue_adds_total", null, "Keys added.");
        Retries = meter.CreateCounter<long>("workqueue_retries_total", null, "Keys added again with backoff.");
        QueueDuration = meter.CreateHistogram(
            "workqueue_queue_duration_seconds", "s", "How long a key waited for a worker.", null, Durations);
        WorkDuration = meter.CreateHistogram("workqueue_work_duration_seconds", "s", "How long a worker had a key.", null, Durations);
        meter.CreateObservableGauge(
            "workqueue_depth", () => Observe(WithPriority, queue => queue.Depth), null, "Keys waiting for a worker.");
        meter.CreateObservableGauge(
            "workqueue_unfinished_work_seconds",
            () => Observe(Tags, queue => queue.Unfinished.TotalSeconds),
            "s",
            "Time spent so far on keys that are still with workers; growth without end means a stuck worker.");
        meter.CreateObservableGauge(
            "workqueue_longest_running_processor_seconds",
            () => Observe(Tags, queue => queue.Longest.TotalSeconds),
            "s",
            "Time that the slowest worker has had its key.");
    }

    internal Counter<long> Adds { get; }

    internal Counter<long> Retries { get; }

    internal Histogram<double> QueueDuration { get; }

    internal Histogram<double> WorkDuration { get; }

    internal WorkQueueReporter Register(string queue, Func<WorkQueueSnapshot> snapshot)
    {
        _queues[queue] = snapshot;
        return new WorkQueueReporter(this, Tags(queue));
    }

    private static KeyValuePair<string, object?>[] Tags(string queue) => [new("name", queue), new("controller", queue)];

    // controller-runtime's queue has priorities and labels the depth with them; everything here has the default one.
    private static KeyValuePair<string, object?>[] WithPriority(string queue) => [.. Tags(queue), new("priority", "0")];

    private IEnumerable<Measurement<TValue>> Observe<TValue>(
        Func<string, KeyValuePair<string, object?>[]> tags, Func<WorkQueueSnapshot, TValue> value)
        where TValue : struct =>
        _queues.Select(queue => new Measurement<TValue>(value(queue.Value()), tags(queue.Key)));
}
