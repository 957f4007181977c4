using System.Globalization;
using System.Text.Json;

namespace CanaryOperator.Experiments.Templates;

/// <summary>What a template's placeholders stand for, of one version in one loop.</summary>
internal static class TemplateValues
{
    public const string Namespace = "namespace";
    public const string Service = "service";
    public const string Revision = "revision";
    public const string Window = "window";
    public const string Percentile = "percentile";

    /// <summary>The matchers of the values' map <c>labels</c>, with a comma before each; empty without any.</summary>
    public const string Labels = "labels";

    /// <summary>The same, with the names that Knative's labels have from 1.19 on.</summary>
    public const string OtelLabels = "otelLabels";

    private static readonly Dictionary<string, string> OtelNames = new(StringComparer.Ordinal)
    {
        ["namespace_name"] = "k8s_namespace_name",
        ["pod_name"] = "k8s_pod_name",
        ["service_name"] = "kn_service_name",
        ["configuration_name"] = "kn_configuration_name",
        ["revision_name"] = "kn_revision_name",
        ["response_code"] = "http_response_status_code",
    };

    /// <param name="window">Null outside of queries, where neither it nor labels of a query mean anything.</param>
    /// <param name="own">Of the version; they go before <paramref name="shared"/>, and maps of one name are merged.</param>
    /// <exception cref="TemplateException">A value is neither text, number, boolean nor, for labels, a map of such.</exception>
    public static IReadOnlyDictionary<string, string> For(
        string @namespace,
        string service,
        string revision,
        TimeSpan? window,
        IReadOnlyDictionary<string, JsonElement>? shared,
        IReadOnlyDictionary<string, JsonElement>? own)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in (shared ?? Nothing).Concat(own ?? Nothing))
        {
            if (name == Labels)
            {
                if (value.ValueKind != JsonValueKind.Object)
                {
                    throw new TemplateException($"The value {Labels} must be a map, not {value.GetRawText()}.");
                }

                foreach (var label in value.EnumerateObject())
                {
                    labels[label.Name] = Text($"{Labels}.{label.Name}", label.Value);
                }
            }
            else
            {
                values[name] = Text(name, value);
            }
        }

        values[Namespace] = @namespace;
        values[Service] = service;
        values[Revision] = revision;
        if (window is { } time)
        {
            values[Labels] = Matchers(labels);
            values[OtelLabels] = Matchers(
                labels.Select(label => KeyValuePair.Create(OtelNames.GetValueOrDefault(label.Key, label.Key), label.Value)));
            values[Window] = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)}s");
        }

        return values;
    }

    private static IReadOnlyDictionary<string, JsonElement> Nothing { get; } = new Dictionary<string, JsonElement>();

    private static string Matchers(IEnumerable<KeyValuePair<string, string>> labels) =>
        PromQl.Matchers(labels) is { Length: > 0 } matchers ? "," + matchers : "";

    private static string Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new TemplateException($"The value {name} must be text, a number or a boolean, not {value.GetRawText()}."),
    };
}
