using System.Diagnostics.Metrics;
using System.Net;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Counts and times HTTP exchanges under the names that dashboards for Kubernetes clients look for.</summary>
internal sealed class RequestMetrics(string host)
{
    private static readonly Meter Meter = new("CanaryOperator.Kubernetes");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "rest_client_requests_total", description: "HTTP requests by status code, method and host.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "rest_client_request_duration_seconds", unit: "s", description: "Time to the response's headers by verb and host.");

    /// <param name="code">Null when no answer arrived.</param>
    public void Record(HttpMethod method, HttpStatusCode? code, TimeSpan elapsed)
    {
        var text = code is null ? "<error>" : ((int)code).ToString();
        Requests.Add(1, new("code", text), new("method", method.Method), new("host", host));
        Duration.Record(elapsed.TotalSeconds, new("verb", method.Method), new("host", host));
    }
}
