namespace CanaryOperator.Local.Serving;

/// <summary>Knative changed the names, units and labels of its request metrics; queries have to work with both.</summary>
internal enum MetricsGeneration
{
    /// <summary>Up to Knative 1.18: <c>revision_app_request_latencies</c> in milliseconds.</summary>
    OpenCensus,

    /// <summary>From Knative 1.19 on: <c>kn_serving_invocation_duration_seconds</c>.</summary>
    OpenTelemetry,
}
