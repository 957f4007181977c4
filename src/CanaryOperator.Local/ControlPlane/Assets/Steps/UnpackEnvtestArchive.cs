using System.Formats.Tar;
using System.IO.Compression;

namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Takes the three binaries out of the archive, whatever folder of it they are in.</summary>
internal sealed class UnpackEnvtestArchive : IAssetsStep
{
    private static readonly string[] Binaries = [AssetsFolder.Etcd, AssetsFolder.KubeApiServer, AssetsFolder.Kubectl];

    public string What => "Unpacking it";

    public TimeSpan Usual => TimeSpan.FromSeconds(3);

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            await UnpackAsync(workspace, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new AssetsStepException($"the archive cannot be read: {e.Message}", e);
        }

        if (Binaries.Where(name => !File.Exists(workspace.InBin(name))).ToArray() is { Length: > 0 } missing)
        {
            throw new AssetsStepException($"the archive has no {string.Join(" and no ", missing)}.");
        }
    }

    private static async Task UnpackAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(workspace.InWork(DownloadEnvtestArchive.FileName));
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var name = Path.GetFileName(entry.Name);
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && Binaries.Contains(name))
            {
                await entry.ExtractToFileAsync(workspace.InBin(name), overwrite: true, cancellationToken);
            }
        }
    }
}
