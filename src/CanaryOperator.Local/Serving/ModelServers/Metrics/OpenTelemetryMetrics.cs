using CanaryOperator.Runtime.Metrics;

namespace CanaryOperator.Local.Serving.ModelServers.Metrics;

/// <summary>The metrics of Knative from 1.21 on; 1.19 and 1.20 named the same histogram otherwise.</summary>
internal sealed class OpenTelemetryMetrics(ModelServerOptions pod) : IRequestMetrics
{
    private const string Duration = "kn_serving_invocation_duration_seconds";

    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly LatencyHistograms _answers = new(Seconds, boundsInclusive: true);

    public void Record(int statusCode, TimeSpan latency) => _answers.Record(statusCode, latency.TotalSeconds);

    public string Render()
    {
        var text = new PrometheusTextWriter();
        var answers = _answers.Snapshot();
        if (answers.Count > 0)
        {
            text.Header(Duration, "The duration of task execution", "histogram");
        }

        foreach (var answer in answers)
        {
            text.Histogram(Duration, Labels(answer.StatusCode), _answers.Bounds, answer.Counts, answer.Sum);
        }

        text.Header("target_info", "Target metadata", "gauge");
        text.Sample("target_info", TargetLabels(), 1);
        return text.ToString();
    }

    private string Labels(int statusCode) => PrometheusTextWriter.Labels(
    [
        new("http_response_status_code", statusCode),
        new("k8s_namespace_name", pod.Namespace),
        new("kn_configuration_name", pod.Service),
        new("kn_revision_name", pod.Revision),
        new("kn_service_name", pod.Service),
        new("otel_scope_name", "knative.dev/serving/pkg/queue"),
    ]);

    private string TargetLabels() => PrometheusTextWriter.Labels(
    [
        new("k8s_container_name", "queue-proxy"),
        new("k8s_namespace_name", pod.Namespace),
        new("k8s_pod_name", pod.Pod),
        new("kn_configuration_name", pod.Service),
        new("kn_revision_name", pod.Revision),
        new("kn_service_name", pod.Service),
        new("service_instance_id", pod.Pod),
        new("service_name", pod.Service),
    ]);
}
