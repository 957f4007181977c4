using System.Text.Json;

namespace CanaryOperator.Api.Experiments;

/// <summary>Metrics that a template describes, measured for every version. Objectives call them <c>NAME/METRIC</c>.</summary>
public sealed record MetricSource
{
    public static IReadOnlyList<double> DefaultPercentiles { get; } = [50, 75, 90, 95];

    /// <summary>Unique. Required.</summary>
    public string? Name { get; init; }

    public TemplateReference? Template { get; init; }

    /// <summary>Of the provider, in place of the template's; the operator's configuration must allow it.</summary>
    public string? Url { get; init; }

    /// <summary>In place of the template's.</summary>
    public SecretReference? Secret { get; init; }

    /// <summary>For the template's placeholders.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }

    /// <summary>Of the template's percentile metrics, above 0 and below 100. Default: <see cref="DefaultPercentiles"/>.</summary>
    public IReadOnlyList<double>? LatencyPercentiles { get; init; }

    /// <summary>How far a loop looks back. Default: to the loop before, at least a minute and the loop's own load.</summary>
    public string? Window { get; init; }
}
