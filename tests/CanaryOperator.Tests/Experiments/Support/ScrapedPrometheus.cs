using System.Diagnostics;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Tests.Experiments.Support;

/// <summary>
/// The real Prometheus after a short life: pods that served, a time in which no scrape succeeded, and what came afterwards. A window that
/// begins at <see cref="WindowStart"/> begins where scrapes failed.
/// </summary>
public sealed class ScrapedPrometheus : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canary-operator-prometheus-").FullName;
    private readonly int _port = LoopbackPort.Pick();
    private Process? _process;
    private Reply _metrics = Replies.Text(200, MetricTexts.Before);

    public Uri Url => new($"http://127.0.0.1:{_port}/");

    public DateTimeOffset WindowStart { get; private set; }

    private MisbehavingServer? Pods { get; set; }

    public async Task InitializeAsync()
    {
        if (PrometheusBinary.Path is null)
        {
            return;
        }

        Pods = new();
        Pods.On(request => request.Path == "/metrics", (exchange, cancellationToken) => _metrics(exchange, cancellationToken));
        Pods.On(request => request.Path == "/elsewhere", Replies.Text(200, MetricTexts.Elsewhere));
        var config = Path.Combine(_folder, "prometheus.yml");
        await File.WriteAllTextAsync(
            config,
            $$"""
            global: {scrape_interval: 250ms, scrape_timeout: 250ms}
            scrape_configs:
              - {job_name: pods, static_configs: [{targets: ["127.0.0.1:{{Pods.Host.Port}}"]}]}
              - {job_name: elsewhere, metrics_path: /elsewhere, static_configs: [{targets: ["127.0.0.1:{{Pods.Host.Port}}"]}]}
            """);
        _process = Process.Start(new ProcessStartInfo(
            PrometheusBinary.Path,
            [
                $"--config.file={config}", $"--storage.tsdb.path={_folder}/data", $"--web.listen-address=127.0.0.1:{_port}",
                "--log.level=error",
            ]));

        await ScrapesAsync(6);
        _metrics = Replies.Text(503, "overloaded");
        await ScrapesAsync(8);
        WindowStart = TimeProvider.System.GetUtcNow();
        await ScrapesAsync(8);
        _metrics = Replies.Text(200, MetricTexts.During);
        await ScrapesAsync(6);
        _metrics = Replies.Text(200, MetricTexts.AtTheEnd);
        await ScrapesAsync(6);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        if (Pods is not null)
        {
            await Pods.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task ScrapesAsync(int count)
    {
        var until = Count() + count;
        await Eventually.BecomesTrueAsync(() => Count() >= until, "Prometheus scrapes the pods");

        int Count() => Pods!.Requests.Count(request => request.Path == "/metrics");
    }
}
