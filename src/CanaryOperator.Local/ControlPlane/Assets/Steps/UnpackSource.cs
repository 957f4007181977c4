namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>The source to where the old GOPATH layout wants it.</summary>
internal sealed class UnpackSource : IAssetsStep
{
    public string What => "Unpacking the source";

    public TimeSpan Usual => TimeSpan.FromSeconds(15);

    public static string Folder(AssetsWorkspace workspace) => workspace.InWork("go", "src", "k8s.io", "kubernetes");

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder(workspace))!);
        var description = Directory.GetFiles(AptFolder.Downloads(workspace), "*.dsc").Single();
        // apt has checked the files against the signed index; the signature inside would need its maintainer's key.
        await workspace.RunAsync("dpkg-source", ["--no-check", "-x", description, Folder(workspace)], cancellationToken);
    }
}
