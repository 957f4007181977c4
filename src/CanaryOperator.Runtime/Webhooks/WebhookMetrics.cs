using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>
/// The <c>controller_runtime_webhook_*</c> metrics under the names that dashboards know. One instance for all webhooks of a meter.
/// </summary>
public sealed class WebhookMetrics
{
    private readonly ConcurrentDictionary<string, WebhookReporter> _webhooks = new(StringComparer.Ordinal);

    public WebhookMetrics(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        Requests = meter.CreateCounter<long>("controller_runtime_webhook_requests_total", null, "Admission requests, by HTTP status.");
        Latency = meter.CreateHistogram<double>("controller_runtime_webhook_latency_seconds", "s", "How long an answer took.");
        Panics = meter.CreateCounter<long>("controller_runtime_webhook_panics_total", null, "Exceptions thrown by admission handlers.");
        meter.CreateObservableGauge("controller_runtime_webhook_requests_in_flight", InFlight, null, "Admission requests being answered.");

        // rate() over a series that appears with its first event misses that event.
        Panics.Add(0);
    }

    internal Counter<long> Requests { get; }

    internal Histogram<double> Latency { get; }

    internal Counter<long> Panics { get; }

    internal WebhookReporter Register(string webhook) => _webhooks[webhook] = new WebhookReporter(this, webhook);

    private IEnumerable<Measurement<int>> InFlight() =>
        _webhooks.Select(webhook => new Measurement<int>(webhook.Value.InFlight, WebhookReporter.Tag(webhook.Key)));
}
