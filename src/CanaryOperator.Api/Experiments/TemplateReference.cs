namespace CanaryOperator.Api.Experiments;

/// <summary>Where a <see cref="MetricSource"/> has its queries from.</summary>
public sealed record TemplateReference
{
    public const string BuiltIn = "BuiltIn";
    public const string MetricTemplate = "MetricTemplate";
    public const string ClusterMetricTemplate = "ClusterMetricTemplate";

    /// <summary>Name of a built-in template: KServe's metrics, as Knative's queue proxy counts them.</summary>
    public const string KServePrometheus = "kserve-prometheus";

    /// <summary>Name of a built-in template: what Istio's sidecars count.</summary>
    public const string IstioPrometheus = "istio-prometheus";

    /// <summary><see cref="BuiltIn"/>, <see cref="MetricTemplate"/> or <see cref="ClusterMetricTemplate"/>. Default: the first.</summary>
    public string? Kind { get; init; }

    /// <summary>Built in: <see cref="KServePrometheus"/>, <see cref="IstioPrometheus"/>. Required.</summary>
    public string? Name { get; init; }
}
