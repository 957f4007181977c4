using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Experiments;

/// <summary>What has become of an Experiment. Bounded: see <see cref="History"/>.</summary>
public sealed record ExperimentStatus
{
    public long? ObservedGeneration { get; init; }

    /// <summary>By <see cref="ExperimentConditionTypes"/>.</summary>
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>
    /// One of <see cref="Verdicts"/>; the worst of all objectives and versions. A loop that failed leaves it, with what belongs to it, as
    /// it was, unless what it did measure is violated already. Null before the first loop that did not fail.
    /// </summary>
    public string? Verdict { get; init; }

    /// <summary>One sentence: why <see cref="Verdict"/> is what it is.</summary>
    public string? Message { get; init; }

    /// <summary>When the first loop began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? LastLoopTime { get; init; }

    /// <summary>When the next loop is due; null when none is.</summary>
    public DateTimeOffset? NextLoopTime { get; init; }

    /// <summary>Loops that were recorded, failed ones included.</summary>
    public long? Loops { get; init; }

    public long? FailedLoops { get; init; }

    /// <summary>Why the last loop failed; null when it did not.</summary>
    public string? LastError { get; init; }

    public IReadOnlyList<VersionStatus>? Versions { get; init; }

    public IReadOnlyList<ObjectiveStatus>? Objectives { get; init; }

    /// <summary>Of the loop that <see cref="Verdict"/> is of, sorted by name.</summary>
    public IReadOnlyList<MetricStatus>? Metrics { get; init; }

    /// <summary>Of notifications that were tried.</summary>
    public IReadOnlyList<NotificationStatus>? Notifications { get; init; }

    /// <summary>Oldest first. Older loops are thinned out, so that the object stays below 100 kB.</summary>
    public IReadOnlyList<LoopRecord>? History { get; init; }

    /// <param name="type">One of <see cref="ExperimentConditionTypes"/>.</param>
    /// <returns>Null when nothing is known of it yet.</returns>
    public V1Condition? Condition(string type) => Conditions?.FirstOrDefault(condition => condition.Type == type);
}
