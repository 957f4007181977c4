namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Packages and all they depend on, whether the machine has it or not.</summary>
/// <param name="content">What they bring, for the progress display.</param>
/// <param name="usual">How long it usually takes.</param>
internal sealed class DownloadWithDependencies(string content, TimeSpan usual, IReadOnlyList<string> packages) : IAssetsStep
{
    public string What => $"Downloading {content}";

    public TimeSpan Usual => usual;

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(AptFolder.Downloads(workspace), "partial"));
        await workspace.RunAsync(AptFolder.Apt, [.. AptFolder.Options(workspace), "update"], cancellationToken);
        string[] command =
        [
            "-o", $"Dir::Cache::Archives={AptFolder.Downloads(workspace)}", "-y", "--no-install-recommends", "--download-only",
        ];
        await AptFolder.DownloadAsync(workspace, [.. command, "install", .. packages], cancellationToken);
    }
}
