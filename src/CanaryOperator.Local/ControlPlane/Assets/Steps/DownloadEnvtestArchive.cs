using System.Security.Cryptography;

namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Fetches the archive, if its host can be reached at all, and checks its SHA-512.</summary>
/// <param name="platform">As in "linux-amd64"; null when there is no archive for this machine.</param>
internal sealed class DownloadEnvtestArchive(string version, string? platform, HttpMessageHandler network, TimeProvider clock) : IAssetsStep
{
    public const string FileName = "envtest.tar.gz";

    private static readonly Uri Index =
        new("https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml");

    /// <summary>Behind a firewall that drops packets nobody should wait for long before the next way is tried.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    public string What => $"Downloading the archive of Kubernetes {version}";

    public TimeSpan Usual => TimeSpan.FromSeconds(20);

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        if (platform is null)
        {
            throw new AssetsStepException("there is no archive for this operating system and processor.");
        }

        // One budget per phase: renewed at every piece that arrives, so that only silence ends a slow download.
        using var silence = new CancellationTokenSource(AnswerTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        using var client = new HttpClient(network, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            var archive = EnvtestIndex.Find(await client.GetStringAsync(Index, either.Token), version, platform);
            await DownloadAsync(client, archive, workspace.InWork(FileName), silence, either.Token);
        }
        catch (HttpRequestException e)
        {
            throw new AssetsStepException($"its host cannot be reached: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AssetsStepException(
                $"its host did not answer within {AnswerTime.TotalSeconds} s, or fell silent for {LongestSilence.TotalSeconds} s.", e);
        }
    }

    private static async Task DownloadAsync(
        HttpClient client, EnvtestArchive archive, string path, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        silence.CancelAfter(LongestSilence);
        using var response = await client.GetAsync(archive.Link, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var from = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var to = File.Create(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var buffer = new byte[128 * 1024];
        int count;
        while ((count = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            silence.CancelAfter(LongestSilence);
            hash.AppendData(buffer, 0, count);
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        var actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (!string.Equals(actual, archive.Sha512, StringComparison.OrdinalIgnoreCase))
        {
            throw new AssetsStepException(
                $"{archive.Link} has the SHA-512 {actual} instead of {archive.Sha512}: it is not what was published.");
        }
    }
}
