namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <param name="content">What they bring, for the progress display.</param>
/// <param name="usual">How long it usually takes.</param>
internal sealed class DownloadPackages(string content, TimeSpan usual, IReadOnlyList<string> packages) : IAssetsStep
{
    public string What => $"Downloading {content}";

    public TimeSpan Usual => usual;

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        var options = AptFolder.Options(workspace);
        await workspace.RunAsync(AptFolder.Apt, [.. options, "update"], cancellationToken);
        await AptFolder.DownloadAsync(workspace, ["download", .. packages], cancellationToken);
    }
}
