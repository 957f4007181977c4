namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <param name="processors">Of this machine, for the estimate.</param>
internal sealed class CompileKubernetes(LocalEnvironment environment, int processors) : IAssetsStep
{
    /// <summary>What the binaries call themselves: the Debian package knows no commit.</summary>
    private const string VersionFile =
        """
        KUBE_GIT_COMMIT='debian'
        KUBE_GIT_TREE_STATE='clean'
        KUBE_GIT_VERSION='v1.20.2'
        KUBE_GIT_MAJOR='1'
        KUBE_GIT_MINOR='20'
        """;

    // Measured on 2 processors: 335 s, 522 s of processor time; the split is what Amdahl's law makes of that.
    private static readonly TimeSpan Serial = TimeSpan.FromSeconds(148);
    private static readonly TimeSpan Parallel = TimeSpan.FromSeconds(374);

    public string What => "Compiling kube-apiserver and kube-controller-manager";

    public TimeSpan Usual => Serial + (Parallel / processors);

    /// <summary>Named after the processor, of which the build knows only this machine's.</summary>
    public static string Binaries(AssetsWorkspace workspace) =>
        Directory.GetDirectories(Path.Combine(UnpackSource.Folder(workspace), "_output", "local", "bin", "linux")).Single();

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        var root = UnpackPackages.Root(workspace);
        var go = Path.Combine(root, "usr", "lib", "go-1.19");
        var version = workspace.InWork("version");
        var temporary = Directory.CreateDirectory(workspace.InWork("tmp")).FullName;
        await File.WriteAllTextAsync(version, VersionFile, cancellationToken);
        await workspace.RunAsync(
            new("make", [$"WHAT=cmd/{AssetsFolder.KubeApiServer} cmd/{AssetsFolder.KubeControllerManager}"], workspace.Log)
            {
                WorkingDirectory = UnpackSource.Folder(workspace),
                Environment = new Dictionary<string, string?>
                {
                    ["GOROOT"] = go,
                    ["GOPATH"] = workspace.InWork("go"),
                    ["GOCACHE"] = workspace.InWork("gocache"),
                    ["GO111MODULE"] = "off",
                    ["CGO_ENABLED"] = "0",
                    ["KUBE_GIT_VERSION_FILE"] = version,
                    ["PATH"] = string.Join(':', environment.SearchPath.Prepend($"{root}/usr/bin").Prepend($"{go}/bin")),
                    ["LD_LIBRARY_PATH"] = string.Join(':', Directory.GetDirectories(Path.Combine(root, "usr", "lib"), "*-linux-gnu")),
                    // Where a killed compiler's leftovers are deleted with everything else.
                    ["TMPDIR"] = temporary,
                    // Settings of the user's own Go and make are not for this build.
                    ["HOME"] = workspace.Work,
                    ["GOFLAGS"] = null,
                    ["MAKEFLAGS"] = null,
                },
            },
            cancellationToken);
    }
}
