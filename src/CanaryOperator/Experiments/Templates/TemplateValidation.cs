using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Providers;

namespace CanaryOperator.Experiments.Templates;

/// <summary>What the author of a template must change before it can be used.</summary>
internal static class TemplateValidation
{
    /// <summary>Null when nothing is wrong.</summary>
    public static string? ProblemOf(MetricTemplateSpec template)
    {
        if (template.Type is not (MetricTemplateSpec.Prometheus or MetricTemplateSpec.Rest))
        {
            return $"spec.type must be {MetricTemplateSpec.Prometheus} or {MetricTemplateSpec.Rest}, not '{template.Type}'";
        }

        if (template.Metrics is not { Count: > 0 } metrics)
        {
            return "spec.metrics must have a metric";
        }

        if (template.RequestCount is { } count && metrics.All(metric => metric.Name != count))
        {
            return $"spec.requestCount must be one of spec.metrics, and there is no '{count}'";
        }

        return Enumerable.Range(0, metrics.Count)
            .Select(index => ProblemOf(template.Type, metrics, index) is { } problem ? $"spec.metrics[{index}]{problem}" : null)
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemOf(string type, IReadOnlyList<TemplateMetric> metrics, int index)
    {
        var metric = metrics[index];
        return metric switch
        {
            { Name: null or "" } => ".name must not be empty",
            _ when metrics.Take(index).Any(other => other.Name == metric.Name) =>
                $".name must not be another metric's too: '{metric.Name}'",
            { Queries: null or { Count: 0 } } when type == MetricTemplateSpec.Prometheus => $".queries of {metric.Name} must have a query",
            { Method: not (null or "GET" or "POST") } => $".method of {metric.Name} must be GET or POST, not '{metric.Method}'",
            _ when type == MetricTemplateSpec.Rest && !JsonPath.IsValid(metric.JsonPath ?? "") =>
                $".jsonPath of {metric.Name} must be as in $.data[0].value, not '{metric.JsonPath}'",
            _ => null,
        };
    }
}
