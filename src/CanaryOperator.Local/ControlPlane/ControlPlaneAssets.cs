namespace CanaryOperator.Local.ControlPlane;

/// <summary>Where the binaries of the control plane are.</summary>
/// <param name="KubeControllerManager">Null with envtest's archive, which has none: nobody collects what lost its owner then.</param>
public sealed record ControlPlaneAssets(string Etcd, string KubeApiServer, string? KubeControllerManager, string Kubectl);
