namespace CanaryOperator.Api.Experiments;

/// <summary>Types of an Experiment's conditions.</summary>
public static class ExperimentConditionTypes
{
    /// <summary>No further loop will come.</summary>
    public const string Completed = nameof(Completed);

    /// <summary>The last loop measured everything.</summary>
    public const string NoFailure = nameof(NoFailure);

    /// <summary>Every objective of every version; Unknown while there is no data or too little.</summary>
    public const string Satisfied = nameof(Satisfied);

    public const string TargetReady = nameof(TargetReady);

    /// <summary>The spec can be carried out.</summary>
    public const string Valid = nameof(Valid);
}
