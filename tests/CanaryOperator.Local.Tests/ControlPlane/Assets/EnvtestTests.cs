using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Assets.Steps;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class EnvtestTests : IDisposable
{
    private const string Version = "v1.36.2";
    private const string Name = "envtest-v1.36.2-linux-amd64.tar.gz";
    private static readonly string Hash = new('a', 128);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly AssetsWorkspace _workspace;

    public EnvtestTests()
    {
        _workspace = new AssetsWorkspace(_folder.At("bin"), _folder.At("work"), _folder.At("log"));
        Directory.CreateDirectory(_workspace.Bin);
        Directory.CreateDirectory(_workspace.Work);
    }

    public static TheoryData<string, string> UnusableIndexes => new()
    {
        { Index(Hash, name: "envtest-v1.36.2-darwin-arm64.tar.gz"), $"*does not list {Name}*" },
        { "releases: {}", $"*does not list {Name}*" },
        { "[]", $"*does not list {Name}*" },
        { string.Empty, $"*does not list {Name}*" },
        { "<html>\n\tlog in: [", "*not YAML*" },
        { Index("abc"), "*SHA-512*" },
        { Index(new string('z', 128)), "*SHA-512*" },
        { Index(Hash, link: "http://plain.example/x"), "*https*" },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_in_the_index_as_it_is_published()
    {
        var archive = EnvtestIndex.Find(Index(Hash), Version, "linux-amd64");

        archive.Should().Be(new EnvtestArchive(new Uri($"https://host.example/{Name}"), Hash));
    }

    [Theory]
    [MemberData(nameof(UnusableIndexes))]
    public void Find_in_anything_else_says_what_is_wrong(string index, string message) =>
        FluentActions.Invoking(() => EnvtestIndex.Find(index, Version, "linux-amd64"))
            .Should().Throw<AssetsStepException>().WithMessage(message);

    [Theory]
    [InlineData(true, false, Architecture.Arm64, "darwin-arm64")]
    [InlineData(true, false, Architecture.X64, "darwin-amd64")]
    [InlineData(false, true, Architecture.Arm64, "linux-arm64")]
    [InlineData(false, true, Architecture.X64, "linux-amd64")]
    [InlineData(false, true, Architecture.S390x, null)]
    [InlineData(false, false, Architecture.X64, null)]
    public void Platform_is_spelled_as_the_archives_are(bool macOS, bool linux, Architecture architecture, string? expected) =>
        EnvtestRecipe.Platform(macOS, linux, architecture).Should().Be(expected);

    [Fact]
    public async Task Download_and_unpack_leave_the_three_binaries()
    {
        var archive = Archive("tools/envtest/etcd", "tools/envtest/kube-apiserver", "tools/envtest/kubectl", "tools/envtest/other");

        await DownloadAsync((request, _) => Answer(IsIndex(request) ? Bytes(Index(HashOf(archive))) : archive));
        await new UnpackEnvtestArchive().RunAsync(_workspace, CancellationToken.None);

        Directory.GetFiles(_workspace.Bin).Select(Path.GetFileName).Should().BeEquivalentTo("etcd", "kube-apiserver", "kubectl");
        File.GetUnixFileMode(_workspace.InBin("etcd")).Should().HaveFlag(UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Download_of_something_else_than_what_was_published_is_refused() =>
        await FailsAsync((request, _) => Answer(Bytes(IsIndex(request) ? Index(Hash) : "tampered")), "*has the SHA-512*instead of*");

    [Fact]
    public async Task Download_from_a_host_that_refuses_fails() =>
        await FailsAsync((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden)), "*cannot be reached*403*");

    [Fact]
    public async Task Download_gives_a_host_three_seconds_to_answer()
    {
        var download = FailsAsync(async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException("unreachable");
        }, "*did not answer within 3 s*");
        await Eventually.BecomesTrueAsync(() => _clock.PendingTimers == 1, "the download waits for an answer");

        _clock.Advance(TimeSpan.FromSeconds(2.9));
        download.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await download;
    }

    [Fact]
    public async Task Unpack_of_an_incomplete_archive_says_what_is_missing()
    {
        File.WriteAllBytes(_workspace.InWork(DownloadEnvtestArchive.FileName), Archive("envtest/etcd"));

        await FluentActions.Awaiting(() => new UnpackEnvtestArchive().RunAsync(_workspace, CancellationToken.None))
            .Should().ThrowAsync<AssetsStepException>().WithMessage("the archive has no kube-apiserver and no kubectl.");
    }

    private static string Index(string hash, string name = Name, string link = $"https://host.example/{Name}") =>
        $"releases:\n  v1.35.0:\n    other: {{}}\n  {Version}:\n    {name}:\n      hash: {hash}\n      selfLink: {link}\n";

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA512.HashData(bytes));

    private static bool IsIndex(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.EndsWith("envtest-releases.yaml", StringComparison.Ordinal);

    private static Task<HttpResponseMessage> Answer(byte[] body) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });

    private static byte[] Archive(params string[] names)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionMode.Compress))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var name in names)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    Mode = (UnixFileMode)0b111_101_101,
                    DataStream = new MemoryStream(Bytes(name)),
                });
            }
        }

        return file.ToArray();
    }

    private async Task FailsAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, string message) =>
        await FluentActions.Awaiting(() => DownloadAsync(answer)).Should().ThrowAsync<AssetsStepException>().WithMessage(message);

    private async Task DownloadAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        using var network = new FakeNetwork(answer);
        await new DownloadEnvtestArchive(Version, "linux-amd64", network, _clock).RunAsync(_workspace, CancellationToken.None);
    }

    private sealed class FakeNetwork(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request, cancellationToken);
    }
}
