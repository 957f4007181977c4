using System.Text.Json;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching;

/// <summary>What somebody wants launched, said by our flags or by Iter8's keys; before anything was looked up.</summary>
internal sealed record LaunchSettings
{
    /// <summary>Name. Default: found from <see cref="ServiceName"/>.</summary>
    public string? InferenceService { get; init; }

    public string? Group { get; init; }

    public string? Component { get; init; }

    /// <summary>Of the Knative Service, as metrics have it in a label.</summary>
    public string? ServiceName { get; init; }

    /// <summary>Those without a name are named after what the cluster says of their revision. Null: found in each loop.</summary>
    public IReadOnlyList<ExperimentVersion>? Versions { get; init; }

    /// <summary>By name of the source: a file, a URL, a built-in, or <c>KIND/NAME</c>.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>With different names.</summary>
    public IReadOnlyList<RequestedLoad> Load { get; init; } = [];

    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    public string? Schedule { get; init; }

    public string? TimeZone { get; init; }

    public bool? Suspend { get; init; }

    public int? Loops { get; init; }

    public string? Deadline { get; init; }

    /// <summary>Null for no gate.</summary>
    public string? ReadyTimeout { get; init; }

    public long? MinimumRequests { get; init; }

    public IReadOnlyList<NotificationSpec> Notifications { get; init; } = [];

    /// <summary>Types of notifications that must be given, because Iter8's tasks want them.</summary>
    public IReadOnlyList<string> Receivers { get; init; } = [];

    /// <summary>Of notifications of GitHub that name none.</summary>
    public string? Repository { get; init; }

    /// <summary>Of every source, as the next four.</summary>
    public string? Window { get; init; }

    public string? Url { get; init; }

    public string? Secret { get; init; }

    public IReadOnlyList<double>? Percentiles { get; init; }

    public IReadOnlyDictionary<string, JsonElement> Values { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}
