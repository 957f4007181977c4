namespace CanaryOperator.Api.Experiments;

/// <summary>
/// How to ask a provider for metrics. In queries, URLs and bodies <c>${NAME}</c> stands for a value, escaped for where it stands:
/// <c>${namespace}</c>, <c>${service}</c>, <c>${revision}</c>, <c>${window}</c> (as in <c>60s</c>), <c>${labels}</c> (<c>k="v",...</c> of
/// the values' map of that name), <c>${percentile}</c> (0 to 1, of a metric that is asked for each percentile), and the Experiment's own
/// values.
/// </summary>
public sealed record MetricTemplateSpec
{
    public const string Prometheus = "Prometheus";
    public const string Rest = "Rest";

    /// <summary><see cref="Prometheus"/> or <see cref="Rest"/>. Required.</summary>
    public string? Type { get; init; }

    /// <summary>Of the provider: Prometheus's root, or what a metric's <see cref="TemplateMetric.Path"/> is added to.</summary>
    public string? Url { get; init; }

    public SecretReference? Secret { get; init; }

    /// <summary>
    /// Name of the metric that tells how many requests a version had in the window. Default: none, so minimums do not apply.
    /// </summary>
    public string? RequestCount { get; init; }

    public IReadOnlyList<TemplateMetric>? Metrics { get; init; }
}
