using CanaryOperator.Runtime.Metrics;

namespace CanaryOperator.Local.Serving.ModelServers.Metrics;

/// <summary>The metrics of Knative up to 1.18. Latencies are in whole milliseconds, rounded down.</summary>
internal sealed class OpenCensusMetrics(ModelServerOptions pod) : IRequestMetrics
{
    private static readonly double[] Milliseconds =
    [
        5, 10, 20, 40, 60, 80, 100, 150, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900,
        1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000,
    ];

    // OpenCensus counts a value that equals a bound as above it, whatever Prometheus' "le" promises. With the rounding it comes out
    // right: what took 10.4 ms is 10, and above the bound of 10.
    private readonly LatencyHistograms _answers = new(Milliseconds, boundsInclusive: false);

    public void Record(int statusCode, TimeSpan latency) => _answers.Record(statusCode, Math.Floor(latency.TotalMilliseconds));

    public string Render()
    {
        var text = new PrometheusTextWriter();
        if (_answers.Snapshot() is { Count: > 0 } answers)
        {
            // There is no queue before this server: what reached the proxy reached the model too, and took as long.
            Write(text, answers, "revision_app_request", "user-container", routeTag: null);
            Write(text, answers, "revision_request", "queue-proxy", routeTag: "DISABLED");
        }

        return text.ToString();
    }

    private void Write(
        PrometheusTextWriter text, IReadOnlyList<AnswerLatencies> answers, string prefix, string routedTo, string? routeTag)
    {
        text.Header($"{prefix}_count", $"The number of requests that are routed to {routedTo}", "counter");
        foreach (var answer in answers)
        {
            text.Sample($"{prefix}_count", Labels(answer.StatusCode, routeTag), answer.Counts.Sum());
        }

        text.Header($"{prefix}_latencies", "The response time in millisecond", "histogram");
        foreach (var answer in answers)
        {
            text.Histogram($"{prefix}_latencies", Labels(answer.StatusCode, routeTag), _answers.Bounds, answer.Counts, answer.Sum);
        }
    }

    private string Labels(int statusCode, string? routeTag)
    {
        List<KeyValuePair<string, object?>> labels =
        [
            new("configuration_name", pod.Service),
            new("container_name", "queue-proxy"),
            new("namespace_name", pod.Namespace),
            new("pod_name", pod.Pod),
            new("response_code", statusCode),
            new("response_code_class", $"{statusCode / 100}xx"),
            new("revision_name", pod.Revision),
            new("service_name", pod.Service),
        ];
        if (routeTag is not null)
        {
            labels.Add(new("route_tag", routeTag));
        }

        return PrometheusTextWriter.Labels([.. labels]);
    }
}
