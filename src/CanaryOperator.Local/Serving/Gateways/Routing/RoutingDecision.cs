namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>Where a request goes.</summary>
/// <param name="Split">Not empty. Null exactly when there is a refusal.</param>
/// <param name="Path">What the pod is asked for, without the query.</param>
/// <param name="Rule">The outer route that led there; null when Knative's host was asked for itself.</param>
internal readonly record struct RoutingDecision(TrafficSplit? Split, string Path, OuterRule? Rule, Refusal? Refusal);
