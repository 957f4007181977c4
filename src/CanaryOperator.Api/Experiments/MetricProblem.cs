namespace CanaryOperator.Api.Experiments;

/// <summary>Why a metric of a version has no data.</summary>
public sealed record MetricProblem
{
    /// <summary>For a person; up to 300 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The provider could not be asked or understood; null when there just is no data.</summary>
    public bool? Failed { get; init; }

    /// <summary>
    /// What the provider was asked, as it was asked, and in this order; of a REST provider the method, the path and the body. In a
    /// <see cref="DiagnosingExperiments">diagnosing</see> Experiment only, and there the shortest ones, up to 40 kB of all metrics.
    /// </summary>
    public IReadOnlyList<string>? Queries { get; init; }
}
