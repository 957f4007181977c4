using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Status;

/// <summary>Condition types of an InferenceService: KServe's, and at the end ours.</summary>
internal static class ConditionTypes
{
    public const string Ready = "Ready";
    public const string IngressReady = "IngressReady";
    public const string RoutesReady = "RoutesReady";
    public const string LatestDeploymentReady = "LatestDeploymentReady";
    public const string Stopped = "Stopped";

    /// <summary>There is a revision of the predictor that a pin to 0 would bring back.</summary>
    public const string RollbackAvailable = "RollbackAvailable";

    /// <summary>The traffic that Knative was told to route is the one the spec asks for, in every component.</summary>
    public const string TrafficAsRequested = "TrafficAsRequested";

    /// <summary>Requests are answered, whichever revisions do it: stays True while a rollout is under way or fails.</summary>
    public const string Serving = "Serving";

    public static string ComponentReady(ComponentType component) => $"{component}Ready";

    /// <summary>KServe has the explainer's in the plural.</summary>
    public static string RouteReady(ComponentType component) =>
        component == ComponentType.Explainer ? "ExplainerRoutesReady" : $"{component}RouteReady";

    public static string ConfigurationReady(ComponentType component) => $"{component}ConfigurationReady";
}
