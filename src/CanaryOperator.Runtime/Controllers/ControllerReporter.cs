namespace CanaryOperator.Runtime.Controllers;

/// <summary>Counts for one controller.</summary>
internal sealed class ControllerReporter
{
    private readonly ControllerMetrics _metrics;
    private readonly KeyValuePair<string, object?> _controller;
    private int _activeWorkers;

    public ControllerReporter(ControllerMetrics metrics, string controller, int workers)
    {
        _metrics = metrics;
        _controller = Tag(controller);
        Workers = workers;

        // rate() over a series that appears with its first event misses that event.
        metrics.Errors.Add(0, _controller);
        foreach (var outcome in ReconcileOutcome.All)
        {
            metrics.Reconciles.Add(0, _controller, new("result", outcome));
        }
    }

    public int Workers { get; }

    public int ActiveWorkers => Volatile.Read(ref _activeWorkers);

    public static KeyValuePair<string, object?> Tag(string controller) => new("controller", controller);

    public void Started() => Interlocked.Increment(ref _activeWorkers);

    public void Ended(string outcome, TimeSpan duration)
    {
        Interlocked.Decrement(ref _activeWorkers);
        _metrics.Duration.Record(duration.TotalSeconds, _controller);
        _metrics.Reconciles.Add(1, _controller, new("result", outcome));
        if (outcome == ReconcileOutcome.Error)
        {
            _metrics.Errors.Add(1, _controller);
        }
    }
}
