namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Moves what is wanted out of the tree, which is deleted next.</summary>
internal sealed class KeepBinaries : IAssetsStep
{
    public string What => "Keeping the binaries, deleting the rest";

    public TimeSpan Usual => TimeSpan.FromSeconds(5);

    public Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        var tools = Path.Combine(UnpackPackages.Root(workspace), "usr", "bin");
        var compiled = Directory.GetDirectories(CompileKubernetes.Output(workspace)).Single();
        Keep(workspace, tools, AssetsFolder.Etcd, AssetsFolder.Kubectl);
        Keep(workspace, compiled, AssetsFolder.KubeApiServer, AssetsFolder.KubeControllerManager);
        return Task.CompletedTask;
    }

    private static void Keep(AssetsWorkspace workspace, string folder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            File.Move(Path.Combine(folder, name), workspace.InBin(name));
        }
    }
}
