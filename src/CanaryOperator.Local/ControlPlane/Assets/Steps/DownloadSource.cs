namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Kubernetes as Debian packages it. After <see cref="DownloadPackages"/>, which reads the mirror's index.</summary>
internal sealed class DownloadSource : IAssetsStep
{
    public string What => "Downloading the source of Kubernetes (50 MB)";

    public TimeSpan Usual => TimeSpan.FromSeconds(5);

    public Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken) =>
        AptFolder.DownloadAsync(workspace, ["source", "--download-only", "kubernetes"], cancellationToken);
}
