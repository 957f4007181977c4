namespace CanaryOperator.Status;

/// <summary>Condition types of an InferenceService: KServe's, and at the end ours.</summary>
internal static class ConditionTypes
{
    public const string Ready = "Ready";
    public const string PredictorReady = "PredictorReady";
    public const string PredictorRouteReady = "PredictorRouteReady";
    public const string PredictorConfigurationReady = "PredictorConfigurationReady";
    public const string RoutesReady = "RoutesReady";
    public const string LatestDeploymentReady = "LatestDeploymentReady";

    /// <summary>There is a revision that a pin to 0 would bring back.</summary>
    public const string RollbackAvailable = "RollbackAvailable";

    /// <summary>The traffic that Knative was told to route is the one the spec asks for.</summary>
    public const string TrafficAsRequested = "TrafficAsRequested";
}
