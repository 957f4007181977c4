namespace CanaryOperator.Local.Serving.ModelServers.Metrics;

/// <summary>Counts a pod's answers and says it as Knative's queue-proxy does. Thread-safe.</summary>
internal interface IRequestMetrics
{
    void Record(int statusCode, TimeSpan latency);

    /// <summary>All metrics in Prometheus' text format 0.0.4.</summary>
    string Render();
}
