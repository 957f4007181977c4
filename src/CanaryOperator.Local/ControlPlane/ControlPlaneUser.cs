namespace CanaryOperator.Local.ControlPlane;

/// <summary>Somebody who may log in; what they may do then is up to RBAC.</summary>
/// <param name="Name">May be a service account's: <c>system:serviceaccount:NAMESPACE:NAME</c>.</param>
internal sealed record ControlPlaneUser(string Name, IReadOnlyList<string> Groups);
