namespace CanaryOperator.Local.ControlPlane.Components;

/// <summary>Garbage collection, the deletion of namespaces and service accounts; no other controllers.</summary>
internal static class ControllerManagerFlags
{
    /// <summary>The first version that refuses the flag <c>--port</c>; before, a plain port was open unless that flag closed it.</summary>
    private static readonly Version WithoutPlainPort = new(1, 24);

    /// <param name="version">Of Kubernetes.</param>
    public static IReadOnlyList<string> For(ControlPlaneFolder folder, string kubeconfig, Version version) =>
    [
        $"--kubeconfig={kubeconfig}",
        "--controllers=garbagecollector,namespace,serviceaccount",
        "--bind-address=127.0.0.1",
        "--secure-port=0",
        .. version < WithoutPlainPort ? ["--port=0"] : Array.Empty<string>(),
        "--leader-elect=false",
        $"--service-account-private-key-file={folder.ServiceAccountKey}",
        "--use-service-account-credentials=false",
    ];
}
