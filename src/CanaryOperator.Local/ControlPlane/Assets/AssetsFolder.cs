namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>A folder as envtest wants it: etcd, kube-apiserver, perhaps kubectl; a controller manager is welcome.</summary>
internal static class AssetsFolder
{
    public const string Etcd = "etcd";
    public const string KubeApiServer = "kube-apiserver";
    public const string KubeControllerManager = "kube-controller-manager";
    public const string Kubectl = "kubectl";

    /// <summary>What keeps the folder from being used; null when nothing does.</summary>
    public static string? Missing(string folder, LocalEnvironment environment)
    {
        if (!Directory.Exists(folder))
        {
            return $"there is no folder {folder}.";
        }

        string[] missing = [.. new[] { Etcd, KubeApiServer }.Where(name => !File.Exists(Path.Combine(folder, name)))];
        return (missing, KubectlOf(folder, environment)) switch
        {
            ({ Length: > 0 }, _) => $"{folder} has no {string.Join(" and no ", missing)}.",
            (_, null) => $"there is no kubectl, neither on the PATH nor in {folder}.",
            _ => null,
        };
    }

    /// <summary>Of a folder of which nothing is <see cref="Missing"/>.</summary>
    public static ControlPlaneAssets Read(string folder, LocalEnvironment environment) => new(
        Path.Combine(folder, Etcd),
        Path.Combine(folder, KubeApiServer),
        IfExists(folder, KubeControllerManager),
        KubectlOf(folder, environment)!);

    // The user's own kubectl first: it is the one the tutorials will be typed into.
    private static string? KubectlOf(string folder, LocalEnvironment environment) =>
        environment.FindOnPath(Kubectl) ?? IfExists(folder, Kubectl);

    private static string? IfExists(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;
}
