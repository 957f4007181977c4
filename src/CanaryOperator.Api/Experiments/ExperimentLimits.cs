namespace CanaryOperator.Api.Experiments;

/// <summary>When an Experiment with a schedule is over. Default: never.</summary>
public sealed record ExperimentLimits
{
    /// <summary>Completed loops; 1 or more.</summary>
    public int? Loops { get; init; }

    /// <summary>Duration since the first loop began.</summary>
    public string? Deadline { get; init; }
}
