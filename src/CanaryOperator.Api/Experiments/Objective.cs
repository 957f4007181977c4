namespace CanaryOperator.Api.Experiments;

/// <summary>Limits of a metric that every version has to keep; reaching a limit is keeping it.</summary>
public sealed record Objective
{
    /// <summary><c>SOURCE/METRIC</c>, as in <c>kserve-prometheus/latency-p90</c>, or <c>LOAD/METRIC</c>.</summary>
    public string? Metric { get; init; }

    /// <summary>The value may be at most this. At least one of the limits is required.</summary>
    public double? Upper { get; init; }

    /// <summary>The value must be at least this.</summary>
    public double? Lower { get; init; }
}
