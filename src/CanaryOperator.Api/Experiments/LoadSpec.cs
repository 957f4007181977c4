namespace CanaryOperator.Api.Experiments;

/// <summary>
/// HTTP requests that the operator sends to every version at the same time in each loop, before metrics are read. Its configuration must
/// allow load, the URL, and as much of it. A URL, header or payload says which version it reaches by the placeholders <c>${namespace}</c>,
/// <c>${service}</c>, <c>${revision}</c> and the version's own values, escaped for where they stand. Each version has its own metrics then;
/// where requests are the same for several versions, they are sent once, nobody knows whose the answers are, and there are no metrics.
/// </summary>
public sealed record LoadSpec
{
    public const string DefaultName = "http";
    public const double DefaultRate = 8;
    public const long DefaultRequests = 100;
    public const int DefaultConnections = 4;

    public static IReadOnlyList<double> DefaultPercentiles { get; } = [50, 75, 90, 95, 99, 99.9];

    /// <summary>
    /// Unique, also among <see cref="ExperimentSpec.Metrics"/>. Default: <see cref="DefaultName"/>. Objectives call the metrics
    /// <c>NAME/request-count</c>, <c>NAME/error-count</c>, <c>NAME/error-rate</c> (0 to 1), and <c>NAME/latency-mean</c>, <c>-stddev</c>,
    /// <c>-min</c>, <c>-max</c>, <c>-pNN</c>, in milliseconds from when a request was due. A request that found nobody is an error without
    /// a latency; one that has no complete answer after 30 s is an error that took so long.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// As in <c>http://${revision}.${namespace}.svc.cluster.local/v1/models/iris:predict</c>. Redirects are not followed. Required.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>By name; <c>Host</c> may be one. They can be read by whoever may read the Experiment.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>With one, or with a <see cref="ContentType"/>, requests are POST, else GET.</summary>
    public string? Payload { get; init; }

    /// <summary>Default: <c>application/json</c> for a payload.</summary>
    public string? ContentType { get; init; }

    /// <summary>Requests per second to each version, above 0. Default: 8.</summary>
    public double? Rate { get; init; }

    /// <summary>For how long requests are sent; not together with <see cref="Requests"/>.</summary>
    public string? Duration { get; init; }

    /// <summary>How many are sent to each version, 1 or more. Default: 100, without a <see cref="Duration"/>.</summary>
    public long? Requests { get; init; }

    /// <summary>How many requests to each version may wait for answers, 1 or more; what is due beyond has to wait. Default: 4.</summary>
    public int? Connections { get; init; }

    /// <summary>Status codes that are errors. Default: 400 and above.</summary>
    public IReadOnlyList<StatusRange>? ErrorRanges { get; init; }

    /// <summary>Above 0 and below 100. Default: <see cref="DefaultPercentiles"/>.</summary>
    public IReadOnlyList<double>? LatencyPercentiles { get; init; }

    /// <summary>Requests before those that are measured. Default: none.</summary>
    public WarmUp? WarmUp { get; init; }

    /// <summary>The name, or the default one.</summary>
    public static string NameOf(LoadSpec load) => load.Name ?? DefaultName;
}
