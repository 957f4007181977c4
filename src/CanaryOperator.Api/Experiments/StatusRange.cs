namespace CanaryOperator.Api.Experiments;

/// <summary>HTTP status codes from one to another, both included. At least one is required.</summary>
public sealed record StatusRange
{
    /// <summary>Default: from the lowest.</summary>
    public int? Lower { get; init; }

    /// <summary>Default: to the highest.</summary>
    public int? Upper { get; init; }
}
