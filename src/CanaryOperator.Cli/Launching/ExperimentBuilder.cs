using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Launching.Templates;

namespace CanaryOperator.Cli.Launching;

/// <summary>Makes the object of the settings, once templates and versions were looked up.</summary>
internal static class ExperimentBuilder
{
    /// <summary>By name of the source: the template to look for. A built-in that an objective names need not be given.</summary>
    /// <exception cref="CommandFailedException">An objective is about a source that has no template.</exception>
    public static IReadOnlyDictionary<string, string> Templates(LaunchSettings settings)
    {
        var templates = new Dictionary<string, string>(settings.Templates, StringComparer.Ordinal);
        var loads = settings.Load.Select(load => LoadSpec.NameOf(load.Spec)).ToList();
        foreach (var objective in settings.Objectives.Where(objective => !loads.Contains(objective.Metric!.Split('/')[0])))
        {
            var source = objective.Metric!.Split('/')[0];
            if (!templates.ContainsKey(source) && !TemplateResolver.IsBuiltIn(source))
            {
                throw CommandFailedException.Usage(
                    $"The objective {objective.Metric} needs metrics called {source}: give --template {source}=FILE, URL or NAME.");
            }

            templates.TryAdd(source, source);
        }

        if (templates.Count == 0 && loads.Count == 0)
        {
            templates.Add(TemplateReference.KServePrometheus, TemplateReference.KServePrometheus);
        }

        return templates;
    }

    /// <param name="templates">By name of the source.</param>
    /// <param name="load">Those of the settings, with their payloads.</param>
    public static Experiment Build(
        string name,
        string @namespace,
        LaunchSettings settings,
        ExperimentTarget target,
        IReadOnlyList<ExperimentVersion>? versions,
        IReadOnlyDictionary<string, ResolvedTemplate> templates,
        IReadOnlyList<LoadSpec> load) => new()
        {
            ApiVersion = ExperimentResources.Experiments.ApiVersion,
            Kind = ExperimentResources.Experiments.Kind,
            Metadata = new() { Name = name, NamespaceProperty = @namespace },
            Spec = new()
            {
                Target = target,
                Versions = versions is null
                    ? null
                    : [.. versions.Select(version => version with { Values = Useful(version.Values, target) })],
                Schedule = settings.Schedule,
                TimeZone = settings.TimeZone,
                Suspend = settings.Suspend,
                Limits = settings.Loops is null && settings.Deadline is null
                    ? null
                    : new() { Loops = settings.Loops, Deadline = settings.Deadline },
                Readiness = settings.ReadyTimeout is null ? null : new() { Timeout = settings.ReadyTimeout },
                Metrics = templates.Count == 0
                    ? null
                    : [.. templates.Select(template => Source(template.Key, template.Value.Reference, settings, target))],
                Load = load.Count == 0 ? null : [.. load.Select(each => LoadSettings.WithPercentiles(each, settings.Objectives))],
                Objectives = settings.Objectives.Count == 0 ? null : settings.Objectives,
                MinimumRequests = settings.MinimumRequests,
                Notifications = settings.Notifications.Count == 0 ? null : settings.Notifications,
            },
        };

    private static MetricSource Source(string name, TemplateReference template, LaunchSettings settings, ExperimentTarget target) => new()
    {
        Name = name,
        Template = template,
        Url = settings.Url,
        Secret = settings.Secret is null ? null : new() { Name = settings.Secret },
        Values = Useful(settings.Values, target),
        LatencyPercentiles = Percentiles(name, settings),
        Window = settings.Window,
    };

    /// <summary>With those that objectives name; null for the operator's own.</summary>
    private static List<double>? Percentiles(string source, LaunchSettings settings)
    {
        var defaults = MetricSource.DefaultPercentiles;
        var wanted = ObjectiveText.Percentiles(source, settings.Objectives);
        List<double> all = [.. (settings.Percentiles ?? defaults).Concat(wanted).Distinct()];
        return settings.Percentiles is null && all.Count == defaults.Count ? null : all;
    }

    /// <summary>
    /// Without the label of the target's own Knative Service: the revision says it already, and its name may have changed.
    /// </summary>
    private static Dictionary<string, JsonElement>? Useful(IReadOnlyDictionary<string, JsonElement>? values, ExperimentTarget target)
    {
        var useful = new JsonObject();
        foreach (var (key, value) in values ?? new Dictionary<string, JsonElement>())
        {
            useful[key] = JsonNode.Parse(value.GetRawText());
        }

        if (useful["labels"] is JsonObject labels)
        {
            if (LaunchTarget.IsService(target, JsonValues.Text(labels["service_name"])))
            {
                labels.Remove("service_name");
            }

            if (labels.Count == 0)
            {
                useful.Remove("labels");
            }
        }

        return useful.Count == 0 ? null : JsonValues.ToElements(useful);
    }
}
