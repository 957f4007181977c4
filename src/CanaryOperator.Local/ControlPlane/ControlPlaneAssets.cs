namespace CanaryOperator.Local.ControlPlane;

/// <summary>Where the binaries of the control plane are.</summary>
/// <param name="KubeControllerManager">Null with envtest's archive, which has none: objects that lost their owner then stay until somebody deletes them.</param>
public sealed record ControlPlaneAssets(string Etcd, string KubeApiServer, string? KubeControllerManager, string Kubectl);
