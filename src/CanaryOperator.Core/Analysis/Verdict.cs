namespace CanaryOperator.Core.Analysis;

/// <summary>What can be said about an objective; of several the last in this order counts. The names are those of the API.</summary>
public enum Verdict
{
    Satisfied,

    /// <summary>There is a value, from fewer requests than are wanted.</summary>
    TooFewRequests,

    /// <summary>There is no value: nothing was measured, not a finite number, or the provider failed.</summary>
    NoData,

    Violated,
}
