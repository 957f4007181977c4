namespace CanaryOperator.Runtime.Queues;

/// <summary>Counts for one queue.</summary>
internal sealed class WorkQueueReporter
{
    private readonly WorkQueueMetrics _metrics;
    private readonly KeyValuePair<string, object?>[] _tags;

    public WorkQueueReporter(WorkQueueMetrics metrics, KeyValuePair<string, object?>[] tags)
    {
        _metrics = metrics;
        _tags = tags;

        // rate() over a series that appears with its first event misses that event.
        metrics.Adds.Add(0, tags);
        metrics.Retries.Add(0, tags);
    }

    public void Added() => _metrics.Adds.Add(1, _tags);

    public void Retried() => _metrics.Retries.Add(1, _tags);

    public void Taken(TimeSpan waited) => _metrics.QueueDuration.Record(waited.TotalSeconds, _tags);

    public void Done(TimeSpan worked) => _metrics.WorkDuration.Record(worked.TotalSeconds, _tags);
}
