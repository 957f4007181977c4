using System.Globalization;
using System.Text.Encodings.Web;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Templates;

/// <summary>Makes a template's metrics those of one version.</summary>
internal static class TemplateExpansion
{
    private const string PercentilePlaceholder = $"${{{TemplateValues.Percentile}}}";

    /// <summary>In bytes of JSON: 200 descriptions, which a loop may have, leave more than half of the status to the rest.</summary>
    private const int LongestText = 150;

    /// <summary>Of a character that JSON needs an escape for.</summary>
    private const int EscapeLength = 6;

    /// <returns>Each name once: a percentile may be asked for twice, or be written as a metric of its own; the first counts.</returns>
    /// <param name="source">Name of the <see cref="MetricSource"/>.</param>
    /// <exception cref="TemplateException">The template does not fit the values.</exception>
    public static IReadOnlyList<ExpandedMetric> Expand(
        string source, MetricTemplateSpec template, IReadOnlyDictionary<string, string> values, IReadOnlyList<double>? percentiles) =>
        [
            .. (template.Metrics ?? []).SelectMany(metric =>
                metric.Name?.Contains(PercentilePlaceholder, StringComparison.Ordinal) == true
                    ? (percentiles ?? MetricSource.DefaultPercentiles).Select(percentile => Expand(source, template, metric, values, percentile))
                    : [Expand(source, template, metric, values, percentile: null)])
                .DistinctBy(metric => metric.Name),
        ];

    private static ExpandedMetric Expand(
        string source,
        MetricTemplateSpec template,
        TemplateMetric metric,
        IReadOnlyDictionary<string, string> values,
        double? percentile)
    {
        // As decimals: 99.9 is 0.999 then, not 0.9990000000000001.
        var fraction = percentile is { } wanted ? ((decimal)wanted / 100).ToString(CultureInfo.InvariantCulture) : "";
        var number = percentile?.ToString(CultureInfo.InvariantCulture) ?? "";
        IReadOnlyDictionary<string, string> all =
            new Dictionary<string, string>(values, StringComparer.Ordinal) { [TemplateValues.Percentile] = fraction };
        return new()
        {
            Name = $"{source}/{metric.Name!.Replace(PercentilePlaceholder, number, StringComparison.Ordinal)}",
            Description = Text(metric.Description?.Replace(PercentilePlaceholder, number, StringComparison.Ordinal)),
            Units = Text(metric.Units),
            CountsRequests = metric.Name == template.RequestCount,
            Queries = [.. (metric.Queries ?? []).Select(query => PromQl.Expand(query, all))],
            Rest = template.Type == MetricTemplateSpec.Rest ? Rest(metric, all) : null,
        };
    }

    /// <summary>As the status can hold it. API servers of 1.20 refuse empty texts.</summary>
    private static string? Text(string? text)
    {
        var (end, size) = (0, 0);
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            size += JavaScriptEncoder.Default.WillEncode(rune.Value) ? EscapeLength * rune.Utf16SequenceLength : 1;
            if (size > LongestText)
            {
                return $"{text![..end]}…";
            }

            end += rune.Utf16SequenceLength;
        }

        return end == 0 ? null : text;
    }

    private static RestQuery Rest(TemplateMetric metric, IReadOnlyDictionary<string, string> values)
    {
        var body = metric.Body is null ? null : Placeholders.Expand(metric.Body, values, RestValues.InBody);
        var method = metric.Method is { } name ? HttpMethod.Parse(name) : body is null ? HttpMethod.Get : HttpMethod.Post;
        return new(method, Placeholders.Expand(metric.Path ?? "", values, RestValues.InPath), body, metric.JsonPath!);
    }
}
