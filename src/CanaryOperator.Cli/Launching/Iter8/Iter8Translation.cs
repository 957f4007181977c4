using System.Text.Json.Nodes;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching.Iter8;

/// <summary>
/// Iter8 0.13's values as ours. What would check less than Iter8 did is refused; what only said how Iter8's pods run is noted.
/// </summary>
internal sealed class Iter8Translation(JsonObject values, string? @namespace, Action<string> note)
{
    private static readonly string[] Tasks = ["ready", "custommetrics", "assess", "http", .. Iter8Notifications.Tasks];
    private static readonly string[] OtherKinds = ["service", "deploy", "ksvc", "chaosengine"];
    private static readonly string[] Times = ["startingTime", "elapsedTimeSeconds"];
    private static readonly string[] OfPods = ["logLevel", "iter8Image", "majorMinor", "serviceAccountName", "resources"];

    /// <summary>Task by task: why it has no counterpart.</summary>
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["grpc"] = "gRPC requests are not sent; send HTTP (http), or measure the requests that there are, by custommetrics",
        ["abnmetrics"] = "there is no A/B/n service; measure by custommetrics",
    };

    private readonly IReadOnlyList<string>? _tasks =
        Iter8Reader.List(values, "tasks")?.Select(task => JsonValues.Text(task) ?? "").ToList();

    public LaunchSettings Translate()
    {
        CheckTasks();
        var noted = OfPods.Where(values.ContainsKey).ToList();
        if (noted.Count > 0)
        {
            note($"{string.Join(", ", noted)} mean nothing here: the operator itself runs the loops, without pods");
        }

        var ready = Section("ready");
        return Measured(Section("custommetrics")) with
        {
            InferenceService = Target(ready),
            ReadyTimeout = ready is null ? null : Iter8Reader.Text(ready, "ready.timeout") ?? "60s",
            Load = Section("http") is { } http ? new Iter8Load(http, note).Translate() : [],
            Objectives = Objectives(Section("assess")),
            Schedule = Schedule(),
            Suspend = Iter8Reader.Text(values, "runner") == "none" ? true : null,
            Receivers = Receivers(),
            Repository = Iter8Notifications.Repository(Iter8Reader.Map(values, "github")),
        };
    }

    private List<string> Receivers() =>
    [
        .. Iter8Notifications.Tasks.Where(task => _tasks?.Contains(task) ?? values.ContainsKey(task))
            .Select(task => Iter8Notifications.Read(task, Iter8Reader.Map(values, task), note)),
    ];

    private void CheckTasks()
    {
        foreach (var task in (_tasks ?? []).Concat(Refused.Keys.Where(values.ContainsKey)))
        {
            if (Refused.TryGetValue(task, out var why))
            {
                throw CommandFailedException.Usage($"--set {task}: {why}.");
            }

            if (!Tasks.Contains(task))
            {
                throw CommandFailedException.Usage(
                    $"--set tasks: there is no task '{task}'. Did you mean {Spelling.Nearest(task, Tasks.Concat(Refused.Keys))}?");
            }
        }
    }

    /// <summary>Null when the task is not to run; without <c>tasks</c> those run that have values.</summary>
    private JsonObject? Section(string task)
    {
        var section = Iter8Reader.Map(values, task);
        if (section is not null && _tasks?.Contains(task) == false)
        {
            note($"{task} is not among tasks, so its values are left out");
            return null;
        }

        return section;
    }

    private string? Target(JsonObject? ready)
    {
        if (OtherKinds.FirstOrDefault(kind => ready?[kind] is not null) is { } kind)
        {
            throw CommandFailedException.Usage(
                $"--set ready.{kind}: an Experiment waits for its InferenceService alone, which is ready "
                    + "when its parts are; use ready.isvc.");
        }

        return Iter8Reader.Text(ready, "ready.namespace") is { } other && other != @namespace
            ? throw CommandFailedException.Usage(
                $"--set ready.namespace={other}: an Experiment is in the namespace of its InferenceService; use --namespace {other}.")
            : Iter8Reader.Text(ready, "ready.isvc");
    }

    private string? Schedule()
    {
        var (runner, schedule) = (Iter8Reader.Text(values, "runner"), Iter8Reader.Text(values, "cronjobSchedule"));
        return runner switch
        {
            "cronjob" when schedule is null =>
                throw CommandFailedException.Usage("--set runner=cronjob needs cronjobSchedule, as in '*/1 * * * *'."),
            "cronjob" or "none" or null => schedule,
            "job" => null,
            _ => throw CommandFailedException.Usage($"--set runner={runner}: it must be job, cronjob or none."),
        };
    }

    private LaunchSettings Measured(JsonObject? section)
    {
        var templates = Iter8Reader.Map(section, "custommetrics.templates") ?? [];
        var shared = (JsonObject)(Iter8Reader.Map(section, "custommetrics.values") ?? []).DeepClone();
        var service = JsonValues.Text((shared["labels"] as JsonObject)?["service_name"]);
        var (percentiles, url) = (Percentiles(shared), Url(shared));
        var versions = (Iter8Reader.List(section, "custommetrics.versionValues") ?? []).Select(Version).ToList();
        if (versions.Count == 0 && RevisionOf(shared) is { } only)
        {
            versions.Add(new() { Revision = only });
        }

        return new()
        {
            Templates = templates.ToDictionary(
                template => template.Key, template => JsonValues.Text(template.Value) ?? template.Key, StringComparer.Ordinal),
            ServiceName = service,
            Percentiles = percentiles,
            Url = url,
            Values = JsonValues.ToElements(WithoutTimes(shared)),
            Versions = versions.Count == 0 ? null : versions,
        };
    }

    private ExperimentVersion Version(JsonNode? value, int index)
    {
        var path = $"custommetrics.versionValues[{index}]";
        var own = (JsonObject?)(value as JsonObject)?.DeepClone();
        return new()
        {
            Revision = (own is null ? null : RevisionOf(own)) ?? throw CommandFailedException.Usage(
                $"--set {path}.labels.revision_name is missing. "
                    + "Without versionValues, candidate and stable are found from the InferenceService."),
            Values = JsonValues.ToElements(WithoutTimes(own!)),
        };
    }

    /// <summary>Takes it out: templates have the version's revision anyway.</summary>
    private static string? RevisionOf(JsonObject own)
    {
        var labels = own["labels"] as JsonObject;
        var revision = JsonValues.Text(labels?["revision_name"]);
        labels?.Remove("revision_name");
        return revision;
    }

    private static List<double>? Percentiles(JsonObject shared)
    {
        const string path = "custommetrics.values.latencyPercentiles";
        var percentiles = Iter8Reader.List(shared, path)?.Select(percentile => Iter8Reader.Number(percentile, path)).ToList();
        shared.Remove("latencyPercentiles");
        return percentiles;
    }

    /// <summary>Iter8's had the path of the query, which we add.</summary>
    private static string? Url(JsonObject shared)
    {
        const string query = "/api/v1/query";
        var url = JsonValues.Text(shared["istioPromURL"]);
        shared.Remove("istioPromURL");
        return url?.EndsWith(query, StringComparison.Ordinal) == true ? url[..^query.Length] : url;
    }

    private JsonObject WithoutTimes(JsonObject own)
    {
        foreach (var key in Times.Where(own.Remove))
        {
            note($"{key} is left out: a loop looks back to the one before; --window sets how far");
        }

        return own;
    }

    private static IReadOnlyList<Objective> Objectives(JsonObject? section)
    {
        var limits = Iter8Reader.Map(section, "assess.SLOs");
        return ObjectiveText.Merge(
        [
            .. (Iter8Reader.Map(limits, "assess.SLOs.upper") ?? []).Select(
                limit => new Objective { Metric = limit.Key, Upper = Iter8Reader.Number(limit.Value, $"assess.SLOs.upper.{limit.Key}") }),
            .. (Iter8Reader.Map(limits, "assess.SLOs.lower") ?? []).Select(
                limit => new Objective { Metric = limit.Key, Lower = Iter8Reader.Number(limit.Value, $"assess.SLOs.lower.{limit.Key}") }),
        ]);
    }
}
