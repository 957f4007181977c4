namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>The packages into one folder, the source to where the old GOPATH layout wants it.</summary>
internal sealed class UnpackPackages : IAssetsStep
{
    public string What => "Unpacking them";

    public TimeSpan Usual => TimeSpan.FromSeconds(20);

    public static string Root(AssetsWorkspace workspace) => workspace.InWork("root");

    public static string Source(AssetsWorkspace workspace) => workspace.InWork("go", "src", "k8s.io", "kubernetes");

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Root(workspace));
        foreach (var package in Directory.GetFiles(AptFolder.Downloads(workspace), "*.deb"))
        {
            await workspace.RunAsync("dpkg", ["-x", package, Root(workspace)], cancellationToken);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Source(workspace))!);
        var description = Directory.GetFiles(AptFolder.Downloads(workspace), "*.dsc").Single();
        // apt has checked the files against the signed index; the signature inside would need its maintainer's key.
        await workspace.RunAsync("dpkg-source", ["--no-check", "-x", description, Source(workspace)], cancellationToken);
    }
}
