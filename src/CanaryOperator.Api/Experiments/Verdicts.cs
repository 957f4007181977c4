namespace CanaryOperator.Api.Experiments;

/// <summary>What can be said about an objective of a version.</summary>
public static class Verdicts
{
    public const string Satisfied = "Satisfied";
    public const string Violated = "Violated";

    /// <summary>There is no value: no series, not a number, infinite.</summary>
    public const string NoData = "NoData";

    /// <summary>There is a value, from fewer requests than the Experiment wants.</summary>
    public const string TooFewRequests = "TooFewRequests";

    /// <summary>As people say it.</summary>
    public static string Words(string verdict) => verdict switch
    {
        NoData => "No data",
        TooFewRequests => "Too few requests",
        _ => verdict,
    };
}
