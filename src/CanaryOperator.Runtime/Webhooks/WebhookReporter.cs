namespace CanaryOperator.Runtime.Webhooks;

/// <summary>Counts for one webhook, which goes by its path.</summary>
internal sealed class WebhookReporter
{
    private readonly WebhookMetrics _metrics;
    private readonly KeyValuePair<string, object?> _webhook;
    private int _inFlight;

    public WebhookReporter(WebhookMetrics metrics, string webhook)
    {
        _metrics = metrics;
        _webhook = Tag(webhook);

        // rate() over a series that appears with its first event misses that event.
        foreach (var code in (int[])[200, 400, 500])
        {
            metrics.Requests.Add(0, _webhook, new("code", code));
        }
    }

    public int InFlight => Volatile.Read(ref _inFlight);

    public static KeyValuePair<string, object?> Tag(string webhook) => new("webhook", webhook);

    public void Started() => Interlocked.Increment(ref _inFlight);

    public void Ended(int code, TimeSpan duration)
    {
        Interlocked.Decrement(ref _inFlight);
        _metrics.Requests.Add(1, _webhook, new("code", code));
        _metrics.Latency.Record(duration.TotalSeconds, _webhook);
    }

    public void Panicked() => _metrics.Panics.Add(1);
}
