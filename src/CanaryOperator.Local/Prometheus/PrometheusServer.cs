using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.Prometheus;

/// <summary>
/// A real Prometheus on a free port of 127.0.0.1, which scrapes once a second what <see cref="ScrapeTargets"/> finds. It does not outlive
/// our process, however that ends.
/// </summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Series keep the labels that Knative gave them where ours have the same names. Relative paths are those of the configuration's folder.
    private const string Configuration =
        """
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
        - job_name: knative
          honor_labels: true
          file_sd_configs:
          - files: [targets.json]
        """;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Func<CancellationToken, Task<ChildProcess>> _start;
    private readonly TimeProvider _clock;
    private ChildProcess _process;

    private PrometheusServer(
        ChildProcess process, Func<CancellationToken, Task<ChildProcess>> start, Uri address, string targetsPath, TimeProvider clock) =>
        (_process, _start, Address, TargetsPath, _clock) = (process, start, address, targetsPath, clock);

    /// <summary>As in <c>http://127.0.0.1:21234/</c>; queries go to <c>api/v1/query</c> below it.</summary>
    public Uri Address { get; }

    /// <summary>The file that says what is scraped; read again whenever it is replaced.</summary>
    public string TargetsPath { get; }

    public int ProcessId => _process.Id;

    /// <summary>Returns when it answers queries.</summary>
    /// <param name="folder">For its files alone; created, and removed at the end.</param>
    /// <exception cref="ControlPlaneStartException">It does not start; the message has the end of its log.</exception>
    public static async Task<PrometheusServer> StartAsync(
        string binary, string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, Private);
        try
        {
            var configuration = Path.Combine(folder, "prometheus.yml");
            await File.WriteAllTextAsync(configuration, Configuration, cancellationToken);
            var starter = new ComponentStarter(folder, ownsFolder: true, clock);
            return await LoopbackPort.WithFreeAsync(LoopbackPort.Pick, async port =>
            {
                var address = new Uri($"http://127.0.0.1:{port}/");
                Task<ChildProcess> StartProcessAsync(CancellationToken token) =>
                    starter.StartAsync(binary, Flags(folder, configuration, address), token => IsReadyAsync(address, token), token);
                var process = await StartProcessAsync(cancellationToken);
                return new PrometheusServer(process, StartProcessAsync, address, Path.Combine(folder, "targets.json"), clock);
            });
        }
        catch
        {
            // What was started may have removed it already.
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            throw;
        }
    }

    /// <summary>Ends the process; what it has scraped stays for <see cref="StartAgainAsync"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _process.StopAsync(Grace, _clock, cancellationToken);

    /// <summary>At the same address, after <see cref="StopAsync"/>.</summary>
    /// <exception cref="ControlPlaneStartException">It does not start; the message has the end of its log.</exception>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        var stopped = _process;
        _process = await _start(cancellationToken);
        await stopped.DisposeKeepingFolderAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(Grace, _clock, CancellationToken.None);
        await _process.DisposeAsync();
    }

    private static string[] Flags(string folder, string configuration, Uri address) =>
    [
        $"--config.file={configuration}",
        $"--storage.tsdb.path={Path.Combine(folder, "data")}",
        "--storage.tsdb.retention.time=2h",
        $"--web.listen-address={address.Authority}",
        "--log.level=warn",
    ];

    private static async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellationToken)
    {
        using var probe = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "-/ready"));
            using var response = await probe.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
