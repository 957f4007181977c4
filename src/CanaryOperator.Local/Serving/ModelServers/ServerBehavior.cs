namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>How a stand-in for a model server misbehaves. Its pod is told by annotations, which the predictor's become.</summary>
internal sealed record ServerBehavior
{
    public const string LoadTimeAnnotation = PodAnnotations.Prefix + "load-time";
    public const string LoadFailureAnnotation = PodAnnotations.Prefix + "load-failure";
    public const string CrashAfterAnnotation = PodAnnotations.Prefix + "crash-after";
    public const string LatencyAnnotation = PodAnnotations.Prefix + "latency";
    public const string ErrorPercentAnnotation = PodAnnotations.Prefix + "error-percent";

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

    /// <param name="annotations">A pod's. Those that say nothing about behavior are passed over.</param>
    /// <exception cref="InvalidBehaviorException">A value is wrong: the pod's container should fail with the message.</exception>
    public static ServerBehavior From(IReadOnlyDictionary<string, string>? annotations)
    {
        var values = new BehaviorAnnotations(annotations);
        return new ServerBehavior
        {
            LoadTime = values.Duration(LoadTimeAnnotation),
            LoadFailure = values.Message(LoadFailureAnnotation),
            CrashAfter = values.Duration(CrashAfterAnnotation),
            Latency = values.Duration(LatencyAnnotation) ?? TimeSpan.Zero,
            ErrorPercent = values.Percent(ErrorPercentAnnotation) ?? 0,
        };
    }
}
