namespace CanaryOperator.Api.Experiments;

/// <summary>An objective and how the versions kept it in the last loop.</summary>
public sealed record ObjectiveStatus
{
    public string? Metric { get; init; }

    public double? Upper { get; init; }

    public double? Lower { get; init; }

    public IReadOnlyList<ObjectiveResult>? Versions { get; init; }
}
