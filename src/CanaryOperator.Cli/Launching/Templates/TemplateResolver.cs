using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Validation;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Cli.Launching.Templates;

/// <summary>Finds the template that somebody named: one of ours, one in the cluster, a file or a URL.</summary>
internal sealed class TemplateResolver(CliHost host)
{
    private static readonly string[] BuiltIns = [TemplateReference.KServePrometheus, TemplateReference.IstioPrometheus];
    private static readonly string[] Kinds = [TemplateReference.MetricTemplate, TemplateReference.ClusterMetricTemplate];

    /// <summary>Files of Iter8's hub, whose metrics we have.</summary>
    private static readonly Dictionary<string, string> Iter8Files = new(StringComparer.Ordinal)
    {
        ["kserve-prometheus.tpl"] = TemplateReference.KServePrometheus,
        ["istio-prom.tpl"] = TemplateReference.IstioPrometheus,
    };

    public static bool IsBuiltIn(string name) => BuiltIns.Contains(name);

    /// <param name="source">Name of the metrics, and of a manifest that has none.</param>
    /// <exception cref="CommandFailedException">There is no such template, or it is none.</exception>
    public async Task<ResolvedTemplate> ResolveAsync(string source, string value, CancellationToken cancellationToken)
    {
        if (IsBuiltIn(value))
        {
            return new(new() { Name = value }, null);
        }

        if (Iter8Files.FirstOrDefault(file => value.EndsWith("/" + file.Key, StringComparison.Ordinal) || value == file.Key)
                is { Value: { } ours })
        {
            host.Note($"{value}: the built-in template {ours} is used in its place");
            return new(new() { Name = ours }, null);
        }

        if (value.Split('/', 2) is [var kind, { Length: > 0 } name] && Kinds.Contains(kind))
        {
            return new(new() { Kind = kind, Name = name }, null);
        }

        var manifest = Parse(value, await ReadAsync(value, cancellationToken));
        manifest = manifest with { Metadata = new() { Name = manifest.Metadata.Name ?? source, Labels = manifest.Metadata.Labels } };
        return new(new() { Kind = TemplateReference.MetricTemplate, Name = manifest.Metadata.Name }, manifest);
    }

    private async Task<string> ReadAsync(string value, CancellationToken cancellationToken) =>
        await TextSource.ReadAsync("template", value, host.Clock, cancellationToken)
            ?? throw CommandFailedException.Usage(
                $"The template '{value}' is no file, no URL and none of {string.Join(", ", BuiltIns)}, "
                + $"{TemplateReference.MetricTemplate}/NAME, {TemplateReference.ClusterMetricTemplate}/NAME.");

    private static MetricTemplate Parse(string value, string text)
    {
        try
        {
            if (YamlText.Parse(text) is JsonObject json && JsonValues.Text(json["kind"]) == TemplateReference.MetricTemplate)
            {
                var manifest = json.Deserialize(ApiJsonContext.Default.MetricTemplate)!;
                return manifest.Metadata.Name is { } name && !DnsNames.IsSubdomain(name)
                    ? throw CommandFailedException.Usage($"The template '{value}' has the name '{name}', which cannot be one.")
                    : manifest;
            }
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw CommandFailedException.Usage($"The template '{value}' cannot be read ({e.Message}). {Advice}");
        }

        throw CommandFailedException.Usage($"The template '{value}' is no {TemplateReference.MetricTemplate}. {Advice}");
    }

    private static string Advice =>
        $"A {TemplateReference.MetricTemplate} of {ExperimentResources.MetricTemplates.ApiVersion} is expected; "
            + "one of Iter8's must be rewritten as such.";
}
