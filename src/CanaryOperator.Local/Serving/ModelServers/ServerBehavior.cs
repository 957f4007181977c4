namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>How a stand-in for a model server misbehaves. Its pod is told by annotations, which the predictor's annotations become.</summary>
internal sealed record ServerBehavior
{
    /// <summary>How long the model loads. Default: as long as the cluster's option says.</summary>
    public TimeSpan? LoadTime { get; init; }

    /// <summary>The server ends with this message and exit code 1 instead of loading the model. Default: it loads.</summary>
    public string? LoadFailure { get; init; }

    /// <summary>The server ends with exit code 137 so long after it became ready, as if it ran out of memory. Default: never.</summary>
    public TimeSpan? CrashAfter { get; init; }

    /// <summary>Added to every answer. Default: none.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>So many of 100 predictions are answered with 500, evenly spread. 0 to 100. Default: 0.</summary>
    public double ErrorPercent { get; init; }
}
