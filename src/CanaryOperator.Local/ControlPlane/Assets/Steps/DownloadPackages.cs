namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Go, etcd and kubectl, and what the build needs and a machine may lack: rsync, without which it breaks half-way.</summary>
internal sealed class DownloadPackages : IAssetsStep
{
    private static readonly string[] Packages =
    [
        "golang-1.19-go",
        "golang-1.19-src",
        ReplaceReflect2.Package,
        "etcd-server",
        "kubernetes-client",
        "rsync",
        "libpopt0",
        "libxxhash0",
    ];

    public string What => "Downloading Go, etcd and the source of Kubernetes (150 MB)";

    public TimeSpan Usual => TimeSpan.FromSeconds(20);

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        var options = AptFolder.Options(workspace);
        await workspace.RunAsync(AptFolder.Apt, [.. options, "update"], cancellationToken);
        await InDownloadsAsync(workspace, [.. options, "download", .. Packages], cancellationToken);
        await InDownloadsAsync(workspace, [.. options, "source", "--download-only", "kubernetes"], cancellationToken);
    }

    private static Task InDownloadsAsync(AssetsWorkspace workspace, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        workspace.RunAsync(
            new(AptFolder.Apt, arguments, workspace.Log) { WorkingDirectory = AptFolder.Downloads(workspace) }, cancellationToken);
}
