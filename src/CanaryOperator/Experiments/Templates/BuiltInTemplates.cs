using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Templates;

/// <summary>
/// Templates that every Experiment may use. Values are of the window, not of the revision's whole life, and latencies in milliseconds
/// whichever generation of Knative's metrics there is.
/// </summary>
internal static class BuiltInTemplates
{
    private const string RequestCount = "request-count";

    private const string OpenTelemetryName = "kn_serving_invocation_duration_seconds";
    private const string OpenTelemetryError = "http_response_status_code!~\"2..\"";

    /// <summary>Knative up to 1.18.</summary>
    private static readonly LatencyHistogram OpenCensus = new(
        "revision_app_request_latencies",
        """revision_name="${revision}",namespace_name="${namespace}"${labels}""",
        "response_code_class!=\"2xx\"");

    /// <summary>Knative from 1.21 on, by way of a collector that puts the attributes of the resource on every series.</summary>
    private static readonly LatencyHistogram OpenTelemetry = new(
        OpenTelemetryName,
        """kn_revision_name="${revision}",k8s_namespace_name="${namespace}"${otelLabels}""",
        OpenTelemetryError,
        " * 1000");

    /// <summary>The same, scraped from Knative: the namespace is a label of <c>target_info</c>.</summary>
    private static readonly LatencyHistogram OpenTelemetryWithTargetInfo = new(
        OpenTelemetryName,
        """kn_revision_name="${revision}"${otelLabels}""",
        OpenTelemetryError,
        " * 1000",
        """ and on (job, instance) last_over_time(target_info{k8s_namespace_name="${namespace}"}[${window}])""");

    /// <summary>As the sidecars of the pods count; without sidecars, the gateway alone does.</summary>
    private static readonly LatencyHistogram IstioDestination = Istio("destination");

    private static readonly LatencyHistogram IstioSource = Istio("source");

    private static readonly Dictionary<string, MetricTemplateSpec> All = new(StringComparer.Ordinal)
    {
        [TemplateReference.KServePrometheus] = Template(OpenCensus, OpenTelemetry, OpenTelemetryWithTargetInfo),
        [TemplateReference.IstioPrometheus] = Template(IstioDestination, IstioSource),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    public static MetricTemplateSpec? Find(string? name) => name is null ? null : All.GetValueOrDefault(name);

    private static LatencyHistogram Istio(string reporter) => new(
        "istio_request_duration_milliseconds",
        """destination_workload="${revision}-deployment",destination_workload_namespace="${namespace}","""
            + $$"""reporter="{{reporter}}"${labels}""",
        "response_code!~\"2..\"");

    private static MetricTemplateSpec Template(params LatencyHistogram[] histograms) => new()
    {
        Type = MetricTemplateSpec.Prometheus,
        RequestCount = RequestCount,
        Metrics =
        [
            Metric(RequestCount, "Requests in the window", null, histograms, histogram => histogram.Requests),
            Metric("error-count", "Requests in the window without a 2xx answer", null, histograms, histogram => histogram.Errors),
            Metric("error-rate", "Share of requests without a 2xx answer, 0 to 1", null, histograms, histogram => histogram.ErrorRate),
            Metric("latency-mean", "Mean latency", "ms", histograms, histogram => histogram.Mean),
            Metric(
                "latency-p${percentile}", "${percentile}th percentile of the latency", "ms", histograms, histogram => histogram.Percentile),
        ],
    };

    /// <summary>One query for all, because a loop asks for many metrics: the first histogram that is there counts.</summary>
    private static TemplateMetric Metric(
        string name, string description, string? units, IEnumerable<LatencyHistogram> histograms, Func<LatencyHistogram, string> query) =>
        new() { Name = name, Description = description, Units = units, Queries = [string.Join(" or ", histograms.Select(query))] };
}
