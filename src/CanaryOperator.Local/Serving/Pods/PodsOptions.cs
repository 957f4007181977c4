using CanaryOperator.Local.Serving.ModelServers;

namespace CanaryOperator.Local.Serving.Pods;

/// <summary>How pods behave. The times are a laptop's: a cluster's are given where they differ.</summary>
internal sealed record PodsOptions
{
    public required IModelServers Servers { get; init; }

    /// <summary>Which revisions are asked for.</summary>
    public required RevisionDemand Demand { get; init; }

    public MetricsGeneration Metrics { get; init; }

    /// <summary>Where transformers reach their predictors. Without one, pods of transformers do not start.</summary>
    public Uri? InsideGateway { get; init; }

    /// <summary>How long a model loads whose pod does not say so.</summary>
    public TimeSpan LoadTime { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>A revision with min-scale 0 that nobody asked for so long has no pods. Knative: 60 s.</summary>
    public TimeSpan IdleWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A revision that no Route names loses its pods after so long.</summary>
    public TimeSpan UnroutedDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a pod that ends still answers those who have not heard of it yet. Knative: 30 s.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between the first end of a container and its next start; doubles with every end. A kubelet: 10 s.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No restart waits longer. A kubelet: 5 min.</summary>
    public TimeSpan LongestRestartDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A revision that is not ready by then has failed.</summary>
    public TimeSpan ProgressDeadline { get; init; } = TimeSpan.FromMinutes(10);
}
