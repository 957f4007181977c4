namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>All packages into one folder; nothing is installed, and none of their scripts run.</summary>
internal sealed class UnpackPackages : IAssetsStep
{
    public string What => "Unpacking the packages";

    public TimeSpan Usual => TimeSpan.FromSeconds(5);

    public static string Root(AssetsWorkspace workspace) => workspace.InWork("root");

    public static string Binaries(AssetsWorkspace workspace) => Path.Combine(Root(workspace), "usr", "bin");

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Root(workspace));
        foreach (var package in Directory.GetFiles(AptFolder.Downloads(workspace), "*.deb"))
        {
            await workspace.RunAsync("dpkg", ["-x", package, Root(workspace)], cancellationToken);
        }
    }
}
