namespace CanaryOperator.Api.Experiments;

/// <summary>
/// Experiments that <c>kubectl canary doctor</c> makes for a moment: they measure once, so that somebody sees which query has data. Their
/// status has the metrics of a loop that failed, too, and the queries of those without data.
/// </summary>
public static class DiagnosingExperiments
{
    /// <summary>Label of such an Experiment.</summary>
    public const string Label = "canaryoperator.io/diagnosis";

    /// <summary>Selects the others.</summary>
    public const string OthersSelector = "!" + Label;

    public static bool IsDiagnosing(this Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.Metadata.Labels?.ContainsKey(Label) == true;
    }
}
