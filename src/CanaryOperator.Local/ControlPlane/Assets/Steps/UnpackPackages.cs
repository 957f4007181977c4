namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>All packages into one folder; nothing is installed, and none of their scripts run.</summary>
/// <param name="except">The name of a package that stays packed; null for none.</param>
internal sealed class UnpackPackages(string? except = null) : IAssetsStep
{
    public string What => "Unpacking the packages";

    public TimeSpan Usual => TimeSpan.FromSeconds(5);

    public static string Root(AssetsWorkspace workspace) => workspace.InWork("root");

    public static string Binaries(AssetsWorkspace workspace) => Path.Combine(Root(workspace), "usr", "bin");

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Root(workspace));
        var packages = Directory.GetFiles(AptFolder.Downloads(workspace), "*.deb")
            .Where(file => except is null || !Path.GetFileName(file).StartsWith($"{except}_", StringComparison.Ordinal));
        foreach (var package in packages)
        {
            await workspace.RunAsync("dpkg", ["-x", package, Root(workspace)], cancellationToken);
        }
    }
}
