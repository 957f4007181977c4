using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Status;

namespace CanaryOperator.Metrics;

/// <summary>In one word where an InferenceService stands.</summary>
internal static class RolloutPhase
{
    public const string Stopped = "Stopped";

    /// <summary>Not ready, and it will stay so until somebody does something.</summary>
    public const string Failed = "Failed";

    /// <summary>Something is still being made ready.</summary>
    public const string Progressing = "Progressing";

    /// <summary>Two revisions share the traffic.</summary>
    public const string Canary = "Canary";

    /// <summary>The newest revision has no traffic: it was pinned to 0.</summary>
    public const string RolledBack = "RolledBack";

    /// <summary>The newest revision has all the traffic.</summary>
    public const string Stable = "Stable";

    public static string Of(InferenceServiceStatus? status)
    {
        var ready = status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
        return ready switch
        {
            _ when status?.Conditions?.Any(condition => condition.Type == ConditionTypes.Stopped) == true => Stopped,
            { Status: "False" } => Failed,
            { Status: "True" } => OfTraffic(status?.Components?.GetValueOrDefault(ComponentType.Predictor.Key())),
            _ => Progressing,
        };
    }

    private static string OfTraffic(ComponentStatus? predictor) =>
        predictor?.Traffic?.FirstOrDefault(target => target.LatestRevision == true)?.Percent switch
        {
            0 => RolledBack,
            < 100 => Canary,
            _ => Stable,
        };
}
