namespace CanaryOperator.Tests.Experiments.Support;

/// <summary>What pods say of themselves, in the forms of both generations of Knative's metrics.</summary>
internal static class MetricTexts
{
    /// <summary>A revision of the same name in another namespace, which only <c>target_info</c> tells.</summary>
    public const string Elsewhere =
        """
        target_info{k8s_namespace_name="other"} 1
        kn_serving_invocation_duration_seconds_count{kn_revision_name="joined",http_response_status_code="200"} 5000

        """;

    public static string Before { get; } = Common(100, 0)
        + OpenCensus("restarted", "2xx", 100, 100, 100)
        + OpenCensus("idle", "2xx", 40, 60, 70);

    /// <summary>30 requests more; a revision is born with its first requests, two of them failed.</summary>
    public static string During { get; } = Common(130, 15)
        + OpenCensus("restarted", "2xx", 120, 120, 120)
        + OpenCensus("idle", "2xx", 40, 60, 70)
        + OpenCensus("born", "2xx", 5, 5, 5)
        + OpenCensus("born", "5xx", 2, 2, 2);

    /// <summary>A container has started again and has counted 5 since.</summary>
    public static string AtTheEnd { get; } = Common(130, 15)
        + OpenCensus("restarted", "2xx", 5, 5, 5)
        + OpenCensus("idle", "2xx", 40, 60, 70)
        + OpenCensus("born", "2xx", 5, 5, 5)
        + OpenCensus("born", "5xx", 2, 2, 2);

    /// <param name="count">Of all requests.</param>
    /// <param name="fast">Up to 20 ms; none is faster than 10 ms or slower than 40 ms.</param>
    private static string Common(int count, int fast) =>
        OpenCensus("steady", "2xx", 0, fast, count) + "target_info{k8s_namespace_name=\"demo\"} 1\n"
        + OpenTelemetry("labelled", "k8s_namespace_name=\"demo\",", fast, count) + OpenTelemetry("joined", "", fast, count);

    private static string OpenCensus(string revision, string codes, int upTo10, int upTo20, int count)
    {
        var labels = $"namespace_name=\"demo\",revision_name=\"{revision}\",response_code_class=\"{codes}\"";
        const string name = "revision_app_request_latencies";
        return $"""
            {name}_bucket{"{"}{labels},le="10"{"}"} {upTo10}
            {name}_bucket{"{"}{labels},le="20"{"}"} {upTo20}
            {name}_bucket{"{"}{labels},le="40"{"}"} {count}
            {name}_bucket{"{"}{labels},le="+Inf"{"}"} {count}
            {name}_sum{"{"}{labels}{"}"} {count * 25}
            {name}_count{"{"}{labels}{"}"} {count}

            """;
    }

    private static string OpenTelemetry(string revision, string @namespace, int upTo20, int count)
    {
        var labels = $"{@namespace}kn_revision_name=\"{revision}\",http_response_status_code=\"200\"";
        const string name = "kn_serving_invocation_duration_seconds";
        return $"""
            {name}_bucket{"{"}{labels},le="0.01"{"}"} 0
            {name}_bucket{"{"}{labels},le="0.02"{"}"} {upTo20}
            {name}_bucket{"{"}{labels},le="0.04"{"}"} {count}
            {name}_bucket{"{"}{labels},le="+Inf"{"}"} {count}
            {name}_sum{"{"}{labels}{"}"} {count * 0.025}
            {name}_count{"{"}{labels}{"}"} {count}

            """;
    }
}
