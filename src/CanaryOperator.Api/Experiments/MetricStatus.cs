namespace CanaryOperator.Api.Experiments;

/// <summary>A metric in the last loop.</summary>
public sealed record MetricStatus
{
    /// <summary><c>SOURCE/METRIC</c>.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>As in <c>ms</c>; null for a plain number.</summary>
    public string? Units { get; init; }

    /// <summary>By name of the version; without those that have no data.</summary>
    public IReadOnlyDictionary<string, double>? Values { get; init; }

    /// <summary>By name of the version, of those that have no data; as many as the status can hold.</summary>
    public IReadOnlyDictionary<string, MetricProblem>? Problems { get; init; }
}
