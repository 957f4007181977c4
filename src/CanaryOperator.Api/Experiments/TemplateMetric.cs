namespace CanaryOperator.Api.Experiments;

/// <summary>One metric of a template.</summary>
public sealed record TemplateMetric
{
    /// <summary>
    /// Unique. Required. With <c>${percentile}</c> in it (as in <c>latency-p${percentile}</c>, where it is written as 90 or 99.9) it is
    /// asked once for each percentile of the <see cref="MetricSource"/>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Experiments show 150 bytes of it as JSON, which is 150 Latin letters; what is longer is cut.</summary>
    public string? Description { get; init; }

    /// <summary>As in <c>ms</c>. Default: a plain number.</summary>
    public string? Units { get; init; }

    /// <summary>
    /// In PromQL, for Prometheus: must give one value. Several are tried in their order until one has data, because names of metrics
    /// change.
    /// </summary>
    public IReadOnlyList<string>? Queries { get; init; }

    /// <summary>Of a REST provider.</summary>
    public string? Path { get; init; }

    /// <summary>Of a REST provider: <c>GET</c> or <c>POST</c>. Default: POST with a body.</summary>
    public string? Method { get; init; }

    public string? Body { get; init; }

    /// <summary>Of a REST provider: where the number is in the JSON answer, as in <c>$.data.result[0].value[1]</c>.</summary>
    public string? JsonPath { get; init; }
}
